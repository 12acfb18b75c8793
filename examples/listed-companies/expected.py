#!/usr/bin/env python3
"""Counts in the raw files what the graph must answer after the import.

Uses the Python standard library only and shares nothing with ClusterGraph: it is the
second opinion that answers are compared with. Prints JSON.

  expected.py --in DIR               numbers from the data set
  expected.py --in DIR --check OUT   the same, compared with the converted files in OUT
"""

import argparse
import collections
import json
import os
import re
import sys

CLUSTERS = {"63": "新能源", "27": "特色半导体", "64": "智能高端装备"}
REGIONS = [("张家港", "320582"), ("苏州", "320500"), ("江苏", "320000"), ("深圳", "440300")]


def lines(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def digits(code):
    return re.sub(r"\D", "", code)


def numbers(folder):
    def read(name):
        return lines(os.path.join(folder, name))

    names = {}
    for row in read("company.jsonl"):
        names.setdefault(digits(row["code"]), row["fullname"])

    industries = {row["code"]: row["name"] for row in read("industry.jsonl")}
    segments = {code: name for code, name in industries.items() if code[4:] != "00"}
    chains = [code for code in industries if code[4:] == "00" and code[2:] != "0000"]
    by_name = {name: code for code, name in segments.items()}

    operates = {
        (digits(row["company_code"]), row["industry_code"])
        for row in read("company_industry.jsonl")
        if digits(row["company_code"]) in names and row["industry_code"] in segments
    }
    upstream = {
        (by_name[up], by_name[row["industry"]]): weight
        for row in read("industry_up.jsonl")
        if row["industry"] in by_name
        for up, weight in row["ups"].items()
        if up in by_name
    }
    return {
        "companies": len(names),
        "segments": len(segments),
        "chains": len(chains),
        "operatesIn": len(operates),
        "upstreamLinks": len(upstream),
        "clusters": by_cluster(operates),
        "companiesByDistrict": by_district(names),
        "segmentsWithoutCompany": without(segments, {code for _, code in operates}),
        "companiesWithoutSegment": len(set(names) - {code for code, _ in operates}),
        "upstreamOf": {
            name: suppliers(by_name[name], upstream, segments)
            for name in ("半导体设备", "半导体材料", "分立器件", "机器人", "面板")
        },
        "downstreamOf": {"半导体设备": customers(by_name["半导体设备"], upstream, segments)},
    }


def by_cluster(operates):
    found = {}
    for prefix, name in CLUSTERS.items():
        codes = sorted({code for code, industry in operates if industry.startswith(prefix)})
        found[name] = {"companies": len(codes), "stockCodes": codes}
    return found


def by_district(names):
    """Companies whose name tells the region itself, those of its parts not counted."""
    found = collections.Counter()
    for name in names.values():
        found[next((code for part, code in REGIONS if part in name), None)] += 1
    unknown = found.pop(None, 0)
    return {**dict(sorted(found.items())), "unknown": unknown}


def without(segments, used):
    missing = sorted(code for code in segments if code not in used)
    return {"count": len(missing), "names": [segments[code] for code in missing]}


def suppliers(code, upstream, segments):
    """Heaviest first; those of one weight by code, since their order is free."""
    rows = [(-weight, up) for (up, down), weight in upstream.items() if down == code]
    return [{"name": segments[up], "weight": -weight} for weight, up in sorted(rows)]


def customers(code, upstream, segments):
    rows = [(-weight, down) for (up, down), weight in upstream.items() if up == code]
    return [{"name": segments[down], "weight": -weight} for weight, down in sorted(rows)]


def check(want, out):
    """Compares the converted files with the numbers; returns what differs."""

    def read(folder, name):
        return lines(os.path.join(out, folder, name + ".jsonl"))

    operates = [
        (row["from"]["Company"]["stockCode"], row["to"]["ChainSegment"]["code"])
        for row in read("relationships", "OPERATES_IN")
    ]
    chain_of = {
        row["from"]["ChainSegment"]["code"]: row["to"]["IndustryChain"]["code"]
        for row in read("relationships", "PART_OF")
    }
    names = {row["code"]: row["name"] for row in read("nodes", "Cluster")}
    cluster_of = {
        row["from"]["IndustryChain"]["code"]: names[row["to"]["Cluster"]["code"]]
        for row in read("relationships", "BELONGS_TO")
    }
    members = collections.defaultdict(set)
    for company, segment in operates:
        members[cluster_of.get(chain_of[segment])].add(company)
    districts = collections.Counter(
        row["to"]["District"]["code"] for row in read("relationships", "LOCATED_IN")
    )
    companies = read("nodes", "Company")
    segments = {row["code"]: row["name"] for row in read("nodes", "ChainSegment")}
    weights = {
        (row["from"]["ChainSegment"]["code"], row["to"]["ChainSegment"]["code"]): row["weight"]
        for row in read("relationships", "UPSTREAM_OF")
    }
    codes = {name: code for code, name in segments.items()}
    got = {
        "companies": len({row["stockCode"] for row in companies}),
        "segments": len(segments),
        "chains": len(read("nodes", "IndustryChain")),
        "operatesIn": len(operates),
        "upstreamLinks": len(weights),
        "clusters": {
            name: {"companies": len(members[name]), "stockCodes": sorted(members[name])}
            for name in CLUSTERS.values()
        },
        "companiesByDistrict": {**districts, "unknown": len(companies) - sum(districts.values())},
        "segmentsWithoutCompany": without(segments, {code for _, code in operates}),
        "companiesWithoutSegment": len(companies) - len({code for code, _ in operates}),
        "upstreamOf": {n: suppliers(codes[n], weights, segments) for n in want["upstreamOf"]},
        "downstreamOf": {n: customers(codes[n], weights, segments) for n in want["downstreamOf"]},
    }
    return [key for key in want if want[key] != got[key]]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--in", dest="folder", default=os.environ.get("CLUSTERGRAPH_LISTED_COMPANIES")
    )
    parser.add_argument("--check", metavar="OUT", help="directory of the converted files")
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
        sys.exit("the converted files differ from the data set in: " + ", ".join(differ))
    print("the converted files agree with the data set")


if __name__ == "__main__":
    main()
