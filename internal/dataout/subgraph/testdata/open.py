"""Opens graph.graphml, graph.gexf and graph.json in a directory with networkx and prints
what it has read of each, as JSON."""

import json
import pathlib
import sys

import networkx as nx

directory = pathlib.Path(sys.argv[1])
graphs = {
    "graphml": nx.read_graphml(directory / "graph.graphml"),
    "gexf": nx.read_gexf(directory / "graph.gexf"),
    "json": nx.node_link_graph(json.loads((directory / "graph.json").read_text("utf-8")), edges="edges"),
}
seen = {
    name: {
        "directed": g.is_directed(),
        "graph": {key: value for key, value in g.graph.items() if key == "truncated"},
        "nodes": dict(g.nodes(data=True)),
        "edges": [{"from": a, "to": b, **data} for a, b, data in g.edges(data=True)],
    }
    for name, g in graphs.items()
}
json.dump(seen, sys.stdout, ensure_ascii=False)
