#!/usr/bin/env python3
"""Counts in the raw files what the graph must hold after the import.

Uses the Python standard library only and shares nothing with ClusterGraph: it is the
second opinion that the graph is compared with. Prints JSON.

  expected.py --in DIR               numbers from the data set
  expected.py --in DIR --check OUT   the same, compared with an export of the graph in OUT
"""

import argparse
import collections
import datetime
import json
import os
import re
import sys

CLUSTERS = {"63": "新能源", "27": "特色半导体", "64": "智能高端装备"}
REGIONS = [("张家港", "320582"), ("苏州", "320500"), ("江苏", "320000"), ("深圳", "440300")]
EXCHANGES = [("SH", r"6[08]"), ("SZ", r"[03]0"), ("BJ", r"92|[48]")]


def lines(path):
    """The rows of a file; a line that is no JSON is no row."""
    if not os.path.exists(path):
        return
    with open(path, encoding="utf-8") as f:
        for line in f:
            try:
                row = json.loads(line)
            except ValueError:
                continue
            yield row


def stock_code(text):
    """Six digits; an exchange behind them must be theirs, where their range tells one, which
    that of B shares does not. None for anything else."""
    found = re.fullmatch(r"(\d{6})(?:\.([A-Za-z]{2}))?", text.strip())
    if not found:
        return None
    code, named = found[1], (found[2] or "").upper()
    home = next((e for e, start in EXCHANGES if re.match(start, code)), "")
    return code if home in ("", named) or not named else None


def is_date(text):
    try:
        return bool(datetime.date.fromisoformat(text))
    except ValueError:
        return False


def level(code):
    return 1 if code.endswith("0000") else 2 if code.endswith("00") else 3


def companies(folder):
    """Stock code to name and day of listing: the first row of a code wins, and later rows
    of the same name fill in or correct the day."""
    found = {}
    for row in lines(os.path.join(folder, "company.jsonl")):
        code, name = stock_code(row["code"]), row["fullname"].strip()
        if code is None or not name or found.get(code, {"name": name})["name"] != name:
            continue
        found.setdefault(code, {"name": name, "listed": None})
        if is_date(row["time"]):
            found[code]["listed"] = row["time"]
    return found


def industries(folder):
    """Code to name: the first row of a code wins."""
    found = {}
    for row in lines(os.path.join(folder, "industry.jsonl")):
        if re.fullmatch(r"\d{6}", row["code"]) and row["name"].strip():
            found.setdefault(row["code"], row["name"].strip())
    return found


def parents(folder, names):
    found = {}
    for row in lines(os.path.join(folder, "industry_industry.jsonl")):
        child, parent = row["from_code"], row["to_code"]
        if child not in names or level(child) - 1 != level(parent):
            continue
        if level(parent) == 2 and parent not in names:
            continue
        found.setdefault(child, parent)
    return found


def unambiguous(segments):
    """Name to code, without the names that several segments have."""
    counts = collections.Counter(segments.values())
    return {name: code for code, name in segments.items() if counts[name] == 1}


def upstream_links(folder, by_name):
    found = {}
    for row in lines(os.path.join(folder, "industry_up.jsonl")):
        down = by_name.get(row["industry"])
        for name, weight in row["ups"].items():
            up = by_name.get(name)
            if up and down and isinstance(weight, (int, float)) and weight > 0:
                found.setdefault((up, down), weight)
    return found


def numbers(folder):
    firms = companies(folder)
    names = industries(folder)
    segments = {code: name for code, name in names.items() if level(code) == 3}
    by_name = unambiguous(segments)
    above = parents(folder, names)
    operates = {
        (stock_code(row["company_code"]), row["industry_code"])
        for row in lines(os.path.join(folder, "company_industry.jsonl"))
        if stock_code(row["company_code"]) in firms and row["industry_code"] in segments
    }
    upstream = upstream_links(folder, by_name)
    cluster_of = {
        code: CLUSTERS.get(above[parent][:2])
        for code, parent in above.items()
        if level(code) == 3 and parent in above
    }
    return answers(firms, segments, names, above, operates, upstream, cluster_of)


def answers(firms, segments, names, above, operates, upstream, cluster_of):
    """What is compared, from the raw files and from the graph alike."""
    codes = {name: code for code, name in segments.items()}
    asked = [n for n in ("半导体设备", "半导体材料", "分立器件", "机器人", "面板") if n in codes]
    return {
        "companies": len(firms),
        "companiesWithDay": sum(1 for firm in firms.values() if firm["listed"]),
        "segments": len(segments),
        "chains": sum(1 for code in names if level(code) == 2),
        "segmentsOfChains": sum(1 for code in above if level(code) == 3),
        "chainsOfClusters": sum(
            1 for code, up in above.items() if level(code) == 2 and up[:2] in CLUSTERS
        ),
        "operatesIn": len(operates),
        "upstreamLinks": len(upstream),
        "weights": sum(upstream.values()),
        "clusters": by_cluster(operates, cluster_of),
        "companiesByDistrict": by_district(firms),
        "segmentsWithoutCompany": without(segments, {code for _, code in operates}),
        "companiesWithoutSegment": len(set(firms) - {code for code, _ in operates}),
        "upstreamOf": {n: neighbours(codes[n], upstream, segments, 1) for n in asked},
        "downstreamOf": {n: neighbours(codes[n], upstream, segments, 0) for n in asked[:1]},
    }


def by_cluster(operates, cluster_of):
    found = {}
    for name in CLUSTERS.values():
        codes = sorted({firm for firm, code in operates if cluster_of.get(code) == name})
        found[name] = {"companies": len(codes), "stockCodes": codes}
    return found


def by_district(firms):
    """Companies whose name tells the region itself, those of its parts not counted."""
    found = collections.Counter()
    for firm in firms.values():
        told = next((code for part, code in REGIONS if part in firm["name"]), "unknown")
        found[firm.get("district", told)] += 1
    return dict(sorted(found.items()))


def without(segments, used):
    missing = sorted(code for code in segments if code not in used)
    return {"count": len(missing), "names": [segments[code] for code in missing]}


def neighbours(code, upstream, segments, end):
    """The segments at the other end, heaviest first; those of one weight by code, since
    their order is free. end 1: what supplies code; 0: what code supplies."""
    rows = [(-w, link[1 - end]) for link, w in upstream.items() if link[end] == code]
    return [{"name": segments[other], "weight": -weight} for weight, other in sorted(rows)]


class Export:
    """An export of the graph, its ends turned from ids into codes."""

    def __init__(self, out):
        self.out = out
        self.code = {}
        for entity, key in (
            ("Company", "stockCode"), ("ChainSegment", "code"), ("IndustryChain", "code"),
            ("Cluster", "name"), ("District", "code"),
        ):
            for row in self.nodes(entity):
                self.code[row["id"]] = row[key]

    def nodes(self, entity):
        return list(lines(os.path.join(self.out, "nodes", entity + ".jsonl")))

    def links(self, typ):
        for row in lines(os.path.join(self.out, "relationships", typ + ".jsonl")):
            yield self.code.get(row["from"]), self.code.get(row["to"]), row

    def pairs(self, typ):
        return {a: b for a, b, _ in self.links(typ)}

    def numbers(self):
        district = self.pairs("LOCATED_IN")
        firms = {
            row["stockCode"]: {
                "name": row["name"],
                "listed": row.get("listedOn"),
                "district": district.get(row["stockCode"], "unknown"),
            }
            for row in self.nodes("Company")
        }
        segments = {row["code"]: row["name"] for row in self.nodes("ChainSegment")}
        chains = {row["code"]: row["name"] for row in self.nodes("IndustryChain")}
        part_of, belongs = self.pairs("PART_OF"), self.pairs("BELONGS_TO")
        prefix = {name: start for start, name in CLUSTERS.items()}
        above = {**part_of, **{chain: prefix[name] for chain, name in belongs.items()}}
        return answers(
            firms, segments, {**segments, **chains}, above,
            {(a, b) for a, b, _ in self.links("OPERATES_IN")},
            {(a, b): row["weight"] for a, b, row in self.links("UPSTREAM_OF")},
            {code: belongs.get(chain) for code, chain in part_of.items()},
        )

    def without_source(self):
        """Files that hold anything without a source."""
        for folder in ("nodes", "relationships"):
            for name in sorted(os.listdir(os.path.join(self.out, folder))):
                if name == "Source.jsonl":
                    continue
                if any(not row.get("sources") for row in lines(os.path.join(self.out, folder, name))):
                    yield "sources of " + name


def check(want, out):
    """Compares an export with the numbers; returns what differs."""
    export = Export(out)
    got = export.numbers()
    return [key for key in want if want[key] != got[key]] + list(export.without_source())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--in", dest="folder", default=os.environ.get("CLUSTERGRAPH_LISTED_COMPANIES")
    )
    parser.add_argument("--check", metavar="OUT", help="directory of an export of the graph")
    args = parser.parse_args()
    if not args.folder:
        parser.error("give --in DIR or set CLUSTERGRAPH_LISTED_COMPANIES")
    want = numbers(args.folder)
    if not args.check:
        json.dump(want, sys.stdout, ensure_ascii=False, indent=1)
        print()
        return
    differ = check(want, args.check)
    if differ:
        sys.exit("the graph differs from the data set in: " + ", ".join(differ))
    print("the graph agrees with the data set")


if __name__ == "__main__":
    main()
