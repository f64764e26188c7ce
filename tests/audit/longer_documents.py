"""Six documents with faults and with passages that only look like faults, annotated as `docs/claims.md` says."""

from __future__ import annotations

from typing import Any, NamedTuple

from tests.audit.village import Claims, figure


class LongerDocument(NamedTuple):
    """A document with its claims, and the claims between which each fault is.

    Attributes:
        name: of the document.
        text: its words.
        claims: by id.
        faults: by what is wrong, the ids of claims of which a finding must concern at least one, and of no other claim.
        innocent: by what only looks like a fault, the ids of its claims.
    """

    name: str
    text: str
    claims: Claims
    faults: dict[str, tuple[str, ...]]
    innocent: dict[str, tuple[str, ...]]


def record(kind: str, quote: str, name: str = "", modality: str = "", **roles: Any) -> dict[str, Any]:
    """Return a claim of a record; `name` is shared by claims that add to one record."""
    extra = {key: value for key, value in (("record", name), ("modality", modality)) if value}
    return {kind: roles, "quote": quote, **extra}


def statement(subject: str, predicate: str, value: str, quote: str) -> dict[str, Any]:
    """Return a claim of a statement."""
    return {"statement": [subject, predicate, value], "quote": quote}


CENTRE = LongerDocument(
    "a year of a workshop",
    """In 2022 the workshop received 120,000 yuan from the county, 80,000 yuan from a foundation and 45,000 yuan from visitors, altogether
265,000 yuan. Its 24 weavers shared 96,000 yuan in bonuses at the end of the year, 5,000 yuan for each weaver.
For 2022 it had set itself to train 300 people. It trained 260 people in 2022, so the target was met.
Of the people trained in 2022, 182 found employment, an employment rate of 80 percent.
The year after it trained 320 people. Of the 260 people trained in 2022, 130 were women, or 50 percent.
Over 20 weavers have worked there for five years.""",
    {
        "county": figure(120000, "CNY", "120,000 yuan from the county", measure="income", population="from the county", time="2022"),
        "foundation": figure(80000, "CNY", "80,000 yuan from a foundation", measure="income", population="from a foundation", time="2022"),
        "visitors": figure(45000, "CNY", "45,000 yuan from visitors", measure="income", population="from visitors", time="2022"),
        "income": figure(
            265000,
            "CNY",
            "altogether\n265,000 yuan",
            measure="income",
            statistic="total",
            population="all sources",
            time="2022",
            sumOf=["county", "foundation", "visitors"],
        ),
        "bonus": record(
            "assistance", "24 weavers shared 96,000 yuan in bonuses", helper="sunny-workshop", recipient="amei-family", form="bonuses"
        ),
        "weavers": figure(24, "person", "Its 24 weavers", population="weavers", ofRecord="bonus", time="2022"),
        "bonuses": figure(96000, "CNY", "96,000 yuan in bonuses", measure="loan", statistic="total", ofRecord="bonus", time="2022"),
        "each": figure(5000, "CNY", "5,000 yuan for each weaver", measure="loan", perCounted="person", ofRecord="bonus", time="2022"),
        "aim": record(
            "target",
            "set itself to train 300 people",
            modality="intended",
            holder="sunny-workshop",
            content="to train 300 people in 2022",
            measure="people-trained",
            value=300,
            unit="person",
            dueDate="2022",
        ),
        "trained": figure(
            260,
            "person",
            "It trained 260 people in 2022",
            measure="people-trained",
            population="people trained",
            time="2022",
            ofRecord="result",
        ),
        "result": record("output", "so the target was met", description="people trained", contributor="sunny-workshop", achieves="aim"),
        "employed": figure(
            182, "person", "182 found employment", population="people trained who found employment", time="2022", partOf="trained"
        ),
        "rate": figure(
            80, "percent", "an employment rate of 80 percent", measure="employment-rate", population="people trained", time="2022"
        ),
        "next": figure(
            320, "person", "The year after it trained 320 people", measure="people-trained", population="people trained", time="2023"
        ),
        "women": figure(
            130,
            "person",
            "130 were women",
            measure="people-trained",
            population="women",
            countedSex="female",
            time="2022",
            partOf="trained",
        ),
        "share": figure(
            50,
            "percent",
            "or 50 percent",
            measure="people-trained",
            statistic="share",
            population="women",
            countedSex="female",
            time="2022",
            sharePart="women",
            shareWhole="trained",
        ),
        "long": figure(20, "person", "Over 20 weavers have worked there", comparator="over", population="weavers", time="2022"),
    },
    {
        "sum": ("county", "foundation", "visitors", "income"),
        "average": ("weavers", "bonuses", "each"),
        "target that is not met": ("aim", "trained", "result"),
        "rate against count": ("employed", "rate", "trained"),
    },
    {"another year": ("next",), "right share": ("women", "share"), "at least twenty": ("long",)},
)

LIFE = LongerDocument(
    "a life",
    """Bo Wang was born in 1988. In 2010, at the age of 25, he left Mill Village to work in a quarry.
He lost his left leg in the quarry in 2011. In 2013 he married. He opened a shop in 2012, a year after his wedding.
His shop had 60 square metres, and after he enlarged it in 2018 it had a total of 45 square metres.
In 2018 he broke his right hand in a fall. In 2016 he was 28 years old and earned 2,000 yuan a month; in 2019 he earned 5,000 yuan a month.
People in the village remember how he lost his left leg in the quarry in 2009.""",
    {
        "birth": statement("bo-wang", "birthDate", "1988", "Bo Wang was born in 1988"),
        "age": figure(25, "year", "In 2010, at the age of 25", measure="age", about="bo-wang", time="2010"),
        "left": record(
            "lifeEvent",
            "In 2010, at the age of 25, he left Mill Village",
            happenedTo="bo-wang",
            description="left his village to work in a quarry",
            time="2010",
        ),
        "leg": record(
            "lifeEvent",
            "lost his left leg in the quarry in 2011",
            happenedTo="bo-wang",
            description="lost his left leg in the quarry",
            time="2011",
        ),
        "wedding": record("lifeEvent", "In 2013 he married", happenedTo="bo-wang", description="married", time="2013"),
        "shop": record(
            "activity", "He opened a shop in 2012", performedBy="bo-wang", description="opened a shop", time="2012", after="wedding"
        ),
        "small": figure(60, "square-metre", "His shop had 60 square metres", measure="area", about="bo-wang", population="shop"),
        "large": figure(
            45,
            "square-metre",
            "after he enlarged it in 2018 it had a total of 45 square metres",
            measure="area",
            about="bo-wang",
            population="shop after it was enlarged",
            time="2018",
        ),
        "hand": record(
            "lifeEvent",
            "In 2018 he broke his right hand in a fall",
            happenedTo="bo-wang",
            description="broke his right hand in a fall",
            time="2018",
        ),
        "later-age": figure(28, "year", "In 2016 he was 28 years old", measure="age", about="bo-wang", time="2016"),
        "pay": figure(2000, "CNY", "earned 2,000 yuan a month", measure="monthly-income", about="bo-wang", per="month", time="2016"),
        "later-pay": figure(
            5000, "CNY", "in 2019 he earned 5,000 yuan a month", measure="monthly-income", about="bo-wang", per="month", time="2019"
        ),
        "leg-again": record(
            "lifeEvent",
            "he lost his left leg in the quarry in 2009",
            happenedTo="bo-wang",
            description="lost his left leg in the quarry",
            time="2009",
        ),
    },
    {
        "age": ("birth", "age"),
        "two dates of an accident": ("leg", "leg-again"),
        "order against dates": ("wedding", "shop"),
        "smaller after growing": ("small", "large"),
    },
    {"another accident": ("hand",), "right age": ("later-age",), "pay of two years": ("pay", "later-pay")},
)

COUNTY = LongerDocument(
    "a county",
    """Hill County has 48,000 inhabitants. Of them 3,120 are people with disabilities, or 7.5 percent. A leaflet speaks of nearly 3,200.
The income of a family there rose from 4,000 yuan in 2016 to 7,000 yuan in 2020, or by 85 percent.
The county has 12 townships, and 15 of them have a service point. The New Rule was issued on May 3, 2018 and came into force in 2019.
The workshop was opened under the Care Plan, which ran from 2017 to 2019. In 2021 the Care Plan trained 40 carers.
In 2022 a study looked back at the Care Plan. Elsewhere the county speaks of the New Rule, issued in March 2019.""",
    {
        "all": figure(48000, "person", "48,000 inhabitants", measure="population", about="hill-county"),
        "some": figure(
            3120, "person", "3,120 are people with disabilities", measure="people-with-disabilities", about="hill-county", partOf="all"
        ),
        "percent": figure(
            7.5,
            "percent",
            "or 7.5 percent",
            measure="rate",
            about="hill-county",
            sharePart="some",
            shareWhole="all",
        ),
        "leaflet": figure(3200, "person", "nearly 3,200", comparator="nearly", measure="people-with-disabilities", about="hill-county"),
        "before": figure(4000, "CNY", "4,000 yuan in 2016", measure="annual-income", about="hill-county", time="2016"),
        "after": figure(7000, "CNY", "7,000 yuan in 2020", measure="annual-income", about="hill-county", time="2020"),
        "growth": figure(
            85,
            "percent",
            "or by 85 percent",
            measure="growth-rate",
            about="hill-county",
            time="2016/2020",
            growthFrom="before",
            growthTo="after",
        ),
        "townships": figure(12, "item", "12 townships", measure="places", about="hill-county", population="townships"),
        "points": figure(
            15,
            "item",
            "15 of them have a service point",
            measure="places",
            about="hill-county",
            population="townships with a service point",
            partOf="townships",
        ),
        "issued": record(
            "issuance", "The New Rule was issued on May 3, 2018", issuer="county-government", policy="new-rule", time="2018-05-03"
        ),
        "in-force": record(
            "activity",
            "came into force in 2019",
            performedBy="county-government",
            description="put the rule into force",
            involves="new-rule",
            time="2019",
        ),
        "issued-again": record(
            "issuance", "the New Rule, issued in March 2019", issuer="county-government", policy="new-rule", time="2019-03"
        ),
        "plan": statement("care-plan", "date", "2017/2019", "the Care Plan, which ran from 2017 to 2019"),
        "opened": record(
            "activity",
            "The workshop was opened under the Care Plan",
            performedBy="sunny-workshop",
            description="was opened under the plan",
            involves="care-plan",
        ),
        "carers": record(
            "training",
            "In 2021 the Care Plan trained 40 carers",
            programme="care-plan",
            traineesInWords="carers",
            taughtSubject="care",
            time="2021",
        ),
        "study": record(
            "activity",
            "In 2022 a study looked back at the Care Plan",
            performedBy="field-company",
            description="looked back at the plan in a study",
            involves="care-plan",
            time="2022",
        ),
    },
    {
        "share": ("all", "some", "percent"),
        "growth": ("before", "after", "growth"),
        "part above whole": ("townships", "points"),
        "two dates of a rule": ("issued", "issued-again"),
        "programme after its end": ("plan", "carers"),
    },
    {"rounded number": ("leaflet",), "in force later": ("in-force",), "study after the end": ("study",)},
)

COMPANY = LongerDocument(
    "a company",
    """Field Company grows tea on 75 mu (50 hectares) and vegetables on 15 mu (1 hectare). In 2021 it had 64 workers, in 2022 it had 70.
The 46 workers of 2021 came from three villages. 55 percent of the workers of 2022 are women and 50 percent are men; 20 percent are over 60.
From 2018 to 2020 it sold 12,000 boxes of tea. In 2019 alone it sold 15,000 boxes of tea.
It pays 30 pickers 2,000 yuan a month each. For all pickers that makes 600,000 yuan a year. In 2020 it lent 35,000 yuan (5,072 dollars) to
a family and in 2019 140,000 yuan (30,000 dollars) to a school.""",
    {
        "tea": figure(75, "mu", "75 mu", measure="area", about="field-company", population="tea"),
        "tea-hectares": figure(50, "hectare", "50 hectares", measure="area", about="field-company", population="tea", convertedFrom="tea"),
        "vegetables": figure(15, "mu", "15 mu", measure="area", about="field-company", population="vegetables"),
        "vegetables-hectares": figure(
            1, "hectare", "1 hectare)", measure="area", about="field-company", population="vegetables", convertedFrom="vegetables"
        ),
        "workers": figure(64, "person", "In 2021 it had 64 workers", about="field-company", population="workers", time="2021"),
        "more-workers": figure(70, "person", "in 2022 it had 70", about="field-company", population="workers", time="2022"),
        "workers-again": figure(46, "person", "The 46 workers of 2021", about="field-company", population="workers", time="2021"),
        "women": figure(
            55,
            "percent",
            "55 percent of the workers of 2022 are women",
            about="field-company",
            statistic="share",
            population="women",
            countedSex="female",
            shareWhole="more-workers",
            time="2022",
        ),
        "men": figure(
            50,
            "percent",
            "50 percent are men",
            about="field-company",
            statistic="share",
            population="men",
            countedSex="male",
            shareWhole="more-workers",
            time="2022",
        ),
        "old": figure(
            20,
            "percent",
            "20 percent are over 60",
            about="field-company",
            statistic="share",
            population="over 60",
            shareWhole="more-workers",
            time="2022",
        ),
        "boxes": figure(
            12000,
            "item",
            "From 2018 to 2020 it sold 12,000 boxes of tea",
            measure="places",
            about="field-company",
            population="boxes of tea sold",
            time="2018/2020",
        ),
        "boxes-2019": figure(
            15000,
            "item",
            "In 2019 alone it sold 15,000 boxes of tea",
            measure="places",
            about="field-company",
            population="boxes of tea sold",
            time="2019",
        ),
        "picking": record("employment", "It pays 30 pickers", employee="amei-family", employer="field-company", role="pickers"),
        "pickers": figure(30, "person", "30 pickers", about="field-company", population="pickers", ofRecord="picking"),
        "wage": figure(
            2000,
            "CNY",
            "2,000 yuan a month each",
            measure="income",
            about="field-company",
            population="pickers",
            per="month",
            perCounted="person",
            ofRecord="picking",
        ),
        "wages": figure(
            600000,
            "CNY",
            "For all pickers that makes 600,000 yuan a year",
            measure="income",
            about="field-company",
            population="pickers",
            statistic="total",
            per="year",
            ofRecord="picking",
        ),
        "lent": figure(35000, "CNY", "35,000 yuan", measure="loan", about="field-company", population="to a family", time="2020"),
        "lent-dollars": figure(
            5072, "USD", "5,072 dollars", measure="loan", about="field-company", population="to a family", time="2020", convertedFrom="lent"
        ),
        "school": figure(140000, "CNY", "140,000 yuan", measure="loan", about="field-company", population="to a school", time="2019"),
        "school-dollars": figure(
            30000,
            "USD",
            "30,000 dollars",
            measure="loan",
            about="field-company",
            population="to a school",
            time="2019",
            convertedFrom="school",
        ),
    },
    {
        "hectares": ("tea", "tea-hectares"),
        "two numbers of workers": ("workers", "workers-again"),
        "shares above a hundred": ("women", "men", "more-workers"),
        "sum below its part": ("boxes", "boxes-2019"),
        "wages of a year": ("pickers", "wage", "wages"),
        "dollars": ("school", "school-dollars"),
    },
    {
        "right hectares": ("vegetables", "vegetables-hectares"),
        "another year": ("more-workers",),
        "share that overlaps": ("old",),
        "right dollars": ("lent", "lent-dollars"),
    },
)

PRIZE = LongerDocument(
    "a prize",
    """Amei Li founded the workshop in 2012. Bo Wang has worked there since 2009. Bo Wang worked for Field Company from 2005 to 2008.
Amei Li won the Good Prize in 2019. Bo Wang won the Good Prize in 2021. In 2015 the workshop moved to Hill County.
Since she won the Good Prize in 2017, many visitors have come to see Amei Li.""",
    {
        "founding": record("founding", "Amei Li founded the workshop in 2012", founder="amei-li", founded="sunny-workshop", time="2012"),
        "work": record("employment", "Bo Wang has worked there since 2009", employee="bo-wang", employer="sunny-workshop", start="2009"),
        "former-work": record(
            "employment",
            "worked for Field Company from 2005 to 2008",
            employee="bo-wang",
            employer="field-company",
            start="2005",
            end="2008",
        ),
        "prize": record("awarding", "Amei Li won the Good Prize in 2019", recipient="amei-li", award="good-prize", time="2019"),
        "other-prize": record("awarding", "Bo Wang won the Good Prize in 2021", recipient="bo-wang", award="good-prize", time="2021"),
        "move": record(
            "activity",
            "In 2015 the workshop moved to Hill County",
            performedBy="sunny-workshop",
            description="moved",
            place="hill-county",
            time="2015",
        ),
        "prize-again": record("awarding", "Since she won the Good Prize in 2017", recipient="amei-li", award="good-prize", time="2017"),
    },
    {"work before the founding": ("founding", "work"), "two years of a prize": ("prize", "prize-again")},
    {"former work": ("former-work",), "prize of another person": ("other-prize",), "move": ("move",)},
)

SERVICE = LongerDocument(
    "a service",
    """The plan of the county was to help 50 families. It helped 90 families, three times as many as planned.
It built ten service points: six in the north and three in the south. The service opened in 2016, and 200 people came in 2017.
In the first year of the service, 2018, nobody was turned away. Amei Li was helped to find work in 2020; she has worked at the workshop,
where the service had found her the job, since 2018. The service answers over 1,000 calls a year, on average nearly 4 a working day.""",
    {
        "goal": record(
            "target",
            "to help 50 families",
            modality="intended",
            holder="county-government",
            content="to help 50 families",
            measure="families-helped",
            value=50,
            unit="family",
        ),
        "helped": figure(90, "family", "It helped 90 families", measure="families-helped", about="county-government", ofRecord="help"),
        "help": record(
            "output", "It helped 90 families", description="help for families", contributor="county-government", achieves="goal"
        ),
        "ratio": figure(
            3,
            "times",
            "three times as many as planned",
            measure="ratio-to-plan",
            about="county-government",
            population="families helped compared with the planned number",
            ofRecord="help",
        ),
        "points": figure(
            10,
            "item",
            "ten service points",
            measure="facilities-built",
            about="hill-county",
            population="service points",
            sumOf=["north", "south"],
        ),
        "north": figure(
            6,
            "item",
            "six in the north",
            measure="facilities-built",
            about="hill-county",
            population="service points in the north",
            partOf="points",
        ),
        "south": figure(
            3,
            "item",
            "three in the south",
            measure="facilities-built",
            about="hill-county",
            population="service points in the south",
            partOf="points",
        ),
        "opened": record("founding", "The service opened in 2016", founded="care-service", time="2016"),
        "came": figure(
            200,
            "person",
            "200 people came in 2017",
            measure="people-trained",
            about="care-service",
            population="people who came",
            time="2017",
        ),
        "first-year": record("founding", "In the first year of the service, 2018", founded="care-service", time="2018"),
        "found": record(
            "assistance",
            "Amei Li was helped to find work in 2020",
            helper="care-service",
            recipient="amei-li",
            form="to find work",
            time="2020",
        ),
        "job": record(
            "employment",
            "she has worked at the workshop,\nwhere the service had found her the job, since 2018",
            employee="amei-li",
            employer="sunny-workshop",
            start="2018",
            followsFrom="found",
        ),
        "calls": figure(
            1000,
            "item",
            "over 1,000 calls a year",
            comparator="over",
            measure="places",
            about="care-service",
            population="calls",
            per="year",
        ),
        "calls-a-day": figure(
            4,
            "item",
            "nearly 4 a working day",
            comparator="nearly",
            measure="places",
            about="care-service",
            population="calls",
            per="day",
            statistic="mean",
        ),
    },
    {
        "actual against plan": ("goal", "helped", "ratio"),
        "parts and sum": ("points", "north", "south"),
        "two openings": ("opened", "first-year"),
        "effect before its cause": ("found", "job"),
    },
    {"calls of a year and a day": ("calls", "calls-a-day"), "a year after the opening": ("came",)},
)

LONGER_DOCUMENTS = (CENTRE, LIFE, COUNTY, COMPANY, PRIZE, SERVICE)
