"""The verbs on relationships: path, connect, neighbors, common, compare. Each imports what it needs when it is called."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from disgraph.api.arguments import checked_seconds
from disgraph.api.opened_graph import OpenedGraph
from disgraph.api.resolution import path_options, refuse_avoided_ends, resolve_all
from disgraph.errors import MisuseError
from disgraph.graph.resolver import resolve
from disgraph.relationships.deadline import Deadline
from disgraph.relationships.path_options import PathOptions

if TYPE_CHECKING:
    import datetime as dt

    from disgraph.api.connections import Common, ComparisonResult, ConnectingSubgraph, Neighbors, Paths
    from disgraph.relationships.protocol import Relationships

#: One name or kind, or several.
Several = str | Iterable[str]


class RelationshipVerbs(OpenedGraph):
    """The verbs on relationships."""

    def path(
        self, a: str, b: str, *, co_mention: bool = False, include_inferred: bool = True, timeout: float | None = None, **options: Any
    ) -> Paths:
        """Explain how two entities are connected.

        Args:
            a: one entity.
            b: the other.
            co_mention: whether entities count as joined when one document names both, instead of by relations.
            include_inferred: whether edges that reasoning added count.
            timeout: seconds; None for no limit.
            options: fields of `disgraph.relationships.path_options.PathOptions`: `k`, `all_shortest`, `max_hops`, `only`, `exclude`,
                `avoid`, `via`, `through`, `strict`, `as_of`, `overlap`, `rank`; several kinds or names as a list.

        Raises:
            MisuseError: an option is unknown, options do not go together, or both names denote one entity.
            UnresolvedName: a name does not lead to one entity.
            LimitExceeded: too many paths of one length, or no time left.
        """
        from disgraph.api.connections import Paths
        from disgraph.paths.lookup import find_paths

        deadline = Deadline(checked_seconds(timeout))
        start, goal = resolve_all(self.backend, (a, b))
        wanted = path_options(self.backend, options)
        refuse_avoided_ends(wanted, (start, goal))
        wanted = wanted._replace(strict=wanted.strict or co_mention)
        found = find_paths(self._relationships(wanted, co_mention, include_inferred), start.iri, goal.iri, wanted, deadline)
        if co_mention:  # longer chains of co-mention carry no information
            shortest = [path for path in found.paths if len(path.nodes) == len(found.paths[0].nodes)]
            found = found._replace(paths=tuple(shortest))
        elif any(hop.inferred for path in found.paths for step in path.steps for hop in step.hops):
            from disgraph.paths.premises import with_premises

            found = found._replace(paths=with_premises(lambda: self.graph, found.paths))
        return Paths(start, goal, found, lambda: self.graph, co_mention=co_mention)

    def connect(
        self, *names: str, co_mention: bool = False, include_inferred: bool = True, timeout: float | None = None, **options: Any
    ) -> ConnectingSubgraph:
        """Find a small network that connects several entities.

        Args:
            names: of two to 20 entities.
            co_mention: whether entities count as joined when one document names both, instead of by relations.
            include_inferred: whether edges that reasoning added count.
            timeout: seconds; None for no limit.
            options: as for `path`, without `all_shortest`, `via`, `overlap` and `rank`.

        Raises:
            MisuseError: too few or too many names, or an option of `path` alone.
            UnresolvedName: a name does not lead to one entity.
            LimitExceeded: too many paths, or no time left.
        """
        from disgraph.api.connections import ConnectingSubgraph
        from disgraph.paths.connect import connect

        deadline = Deadline(checked_seconds(timeout))
        entities = resolve_all(self.backend, names)
        wanted = path_options(self.backend, options)
        refuse_avoided_ends(wanted, entities)
        if wanted.rank != "length" or wanted.all_shortest or wanted.via or wanted.overlap:
            raise MisuseError(
                "--rank, --all-shortest, --via and --overlap apply to the paths between two names.", "Give two names, or leave them out."
            )
        relationships = self._relationships(wanted, co_mention, include_inferred)
        return ConnectingSubgraph(
            entities, connect(relationships, [each.iri for each in entities], wanted, deadline), co_mention=co_mention
        )

    def neighbors(
        self,
        name: str,
        *,
        limit: int = 10,
        only: Several = (),
        exclude: Several = (),
        as_of: str | dt.date = "",
        include_inferred: bool = True,
        timeout: float | None = None,
    ) -> Neighbors:
        """List the relations of an entity, by kind.

        Args:
            name: of the entity.
            limit: maximum number of relations of a kind.
            only: kinds that count; all if empty.
            exclude: kinds that do not count.
            as_of: a day on which relations held; relations without a date always count.
            include_inferred: whether edges that reasoning added count.
            timeout: seconds; None for no limit.

        Raises:
            MisuseError: a kind is unknown.
            UnresolvedName: the name does not lead to one entity.
            LimitExceeded: no time left.
        """
        from disgraph.api.connections import Neighbors
        from disgraph.graph.hops import edge_label
        from disgraph.paths.near import neighbors

        deadline = Deadline(checked_seconds(timeout))
        entity = resolve(self.backend.names, name)
        wanted = path_options(self.backend, {"k": limit, "only": only, "exclude": exclude, "as_of": as_of})
        groups = neighbors(self._view(include_inferred).relationships(), entity.iri, wanted, deadline)
        return Neighbors(entity, groups, {group.kind: edge_label(self.graph, group.kind) for group in groups})

    def common(  # noqa: PLR0913  (one keyword for each option)
        self,
        a: str,
        b: str,
        *,
        limit: int = 10,
        only: Several = (),
        exclude: Several = (),
        through: Several = (),
        strict: bool = False,
        as_of: str | dt.date = "",
        include_inferred: bool = True,
        timeout: float | None = None,
    ) -> Common:
        """List the entities related to two others, the most specific first.

        Args:
            a: one entity.
            b: the other.
            limit: maximum number of entities.
            only: kinds that count; all if empty.
            exclude: kinds that do not count.
            through: groups of hubs that are included; see `disgraph.relationships.path_options.HUBS`.
            strict: whether entities that connect only weakly are left out.
            as_of: a day on which relations held; relations without a date always count.
            include_inferred: whether edges that reasoning added count.
            timeout: seconds; None for no limit.

        Raises:
            MisuseError: a kind or group is unknown, or both names denote one entity.
            UnresolvedName: a name does not lead to one entity.
            LimitExceeded: no time left.
        """
        from disgraph.api.connections import Common
        from disgraph.paths.near import common
        from disgraph.paths.premises import with_premises

        deadline = Deadline(checked_seconds(timeout))
        first, second = resolve_all(self.backend, (a, b))
        given = {"k": limit, "only": only, "exclude": exclude, "through": through, "strict": strict, "as_of": as_of}
        wanted = path_options(self.backend, given)
        found = common(self._view(include_inferred).relationships(), first.iri, second.iri, wanted, deadline)
        return Common(first, second, found._replace(paths=with_premises(lambda: self.graph, found.paths)))

    def compare(self, a: str, b: str, *, include_inferred: bool = True, timeout: float | None = None) -> ComparisonResult:
        """Compare two entities: what they share, and what holds of one only.

        Args:
            a: one entity.
            b: the other.
            include_inferred: whether edges that reasoning added count.
            timeout: seconds; None for no limit.

        Raises:
            MisuseError: both names denote one entity.
            UnresolvedName: a name does not lead to one entity.
            LimitExceeded: no time left.
        """
        from disgraph.api.connections import ComparisonResult
        from disgraph.paths.comparison import compare

        deadline = Deadline(checked_seconds(timeout))
        first, second = resolve_all(self.backend, (a, b))
        graph = self._graph(include_inferred)
        return ComparisonResult(first, second, compare(graph, graph.backend.relationships(), first.iri, second.iri, deadline))

    def _relationships(self, options: PathOptions, co_mention: bool, include_inferred: bool) -> Relationships:
        """Return the graph that is searched.

        Raises:
            MisuseError: options of relations are given for co-mention.
        """
        if not co_mention:
            return self._view(include_inferred).relationships()
        if options.only or options.exclude or options.as_of or options.overlap or options.rank != "length":
            raise MisuseError(
                "Co-mention has no kind, day or cost.", "Leave --only, --exclude, --as-of, --overlap, --rank and --scores out."
            )
        from disgraph.paths.comention import CoMentions

        return CoMentions(self.graph)
