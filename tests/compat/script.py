"""What a user of 0.1.0 could write after reading docs/library.md; the folder of a graph is the one argument."""

import datetime as dt
import sys

from disgraph import open_graph
from disgraph.errors import UnresolvedName

graph = open_graph(sys.argv[1])
assert " claims on " in repr(graph)

found = graph.paths("Liu Weiping", "Tang Xiaopeng", k=2, max_hops=4)
assert (found.connected, len(found)) == (True, 2)
hop = found[0].steps[0].hops[0]
assert hop.sentence.startswith("Liu Weiping visited Tang Xiaopeng")
assert hop.passages[0].quote == "in July 2017, Liu Weiping, also in a wheelchair, visited Tang’s home"
assert hop.passages[0].document.id == "000"
assert not graph.paths("Liu Weiping", "Xie Xing")
assert graph.paths(
    "Liu Weiping", "Tang Xiaopeng", as_of=dt.date(2017, 7, 15), via=["Zhangye Jishan Leye Disabled Supportive Employment Center"]
)
derived = [hop for path in graph.paths("Xia Xiaobin", "Gansu", k=1) for step in path.steps for hop in step.hops if hop.inferred]
assert [premise.sentence for premise in derived[0].because]

person = graph.entity("Zheng Gang")
assert (person.label, person.kind, len(person.quotes) > 10) == ("Zheng Gang", "person with disability", True)
assert any(fact.part == "Disability and health" and "osteoporosis" in fact.sentence for fact in person.facts)
assert person.doubts
near = graph.neighbors("Zheng Gang", include_inferred=False)
assert [hop.target for hop in near if hop.kind == "livesIn"] == ["https://w3id.org/disgraph/resource/place/yelin-village"]

why = graph.explain("Tang Xiaopeng", "works in", "Gansu")
((reason,),) = why.facts
assert reason.rule
assert [leaf.basis for leaf in reason.leaves()] == ["stated", "stated", "stated", "table"]
assert graph.explain("Tang Xiaopeng", "works in", "Chongqing").known

rows = graph.query("work-of-person", person="Xia Xiaobin")
assert rows.names[:2] == ("employer", "role")
assert str(rows[0][0]) == "Zhangye Jishan Leye Disabled Supportive Employment Center"
assert rows[0][0].iri == "https://w3id.org/disgraph/resource/organisation/zhangye-jishan-leye-center"
assert graph.query("ASK { ?person a dg:PersonWithDisability }", include_inferred=False) is False
assert graph.query("CONSTRUCT { ?a dg:knows ?b } { ?a dg:hasSpokenWith ?b }", timeout=60).names == ("subject", "predicate", "object")
assert len(graph.queries()) >= 60

assert graph.search("Tang Xiaopin").entities[0].label == "Tang Xiaopeng"
assert "Teacher Liu told me about a job opportunity" in graph.search("job opportunity", limit=1).passages[0].quote

assert list(rows.columns())[:3] == ["employer", "employer_iri", "role"]
network = graph.to_networkx(include_inferred=False)
assert network.nodes["https://w3id.org/disgraph/resource/person/tang-xiaopeng"]["label"] == "Tang Xiaopeng"
assert {"kind", "record", "inferred", "begin", "until"} <= set(next(iter(network.edges(data=True)))[2])
assert len(graph.to_rdflib()) > 50_000

try:
    graph.entity("Tang Xiaopin")
except UnresolvedName as error:
    assert (error.name, error.exit_code, error.candidates[0].label) == ("unknown-name", 3, "Tang Xiaopeng")
    assert error.message
    assert error.remedy
else:
    raise AssertionError("a misspelt name was guessed")
print("all as in 0.1.0")
