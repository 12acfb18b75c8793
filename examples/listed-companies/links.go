package main

import (
	"maps"
	"slices"
)

// addOperations links companies to the segments they operate in.
func (c *converter) addOperations() error {
	rows, err := readRows[operatesRow](c.dir, operatesFile, &c.rejects)
	if err != nil {
		return err
	}
	done := map[[2]string]bool{}
	for _, r := range rows {
		code, _, err := c.aShare.Normalize(r.row.Company)
		pair := [2]string{code, r.row.Industry}
		switch {
		case err != nil:
			c.rejects.row(operatesFile, r.line, r.row.Company, "unusable stock code: %v", err)
		case !c.companies[code]:
			c.rejects.row(operatesFile, r.line, r.row.Company, "unknown company: no row of %s has this code", companyFile)
		case !c.segments[r.row.Industry]:
			c.rejects.row(operatesFile, r.line, r.row.Industry, "unknown industry: %s", c.industryHint(r.row))
		case done[pair]:
			c.rejects.row(operatesFile, r.line, r.row.Company+" → "+r.row.Industry, "given twice")
		default:
			done[pair] = true
			c.linkWith("OPERATES_IN", ref("Company", "stockCode", code), ref("ChainSegment", "code", r.row.Industry), object{}, dataSource)
		}
		if c.segments[r.row.Industry] && c.industries[r.row.Industry] != r.row.Name {
			c.seenAs[r.row.Name] = r.row.Industry
		}
	}
	return nil
}

// industryHint says what the list of industries has instead. Nothing is mapped by
// name: the classification moved industries between codes, and only a person can say
// whether the firms moved along.
func (c *converter) industryHint(row operatesRow) string {
	if name, known := c.industries[row.Industry]; known {
		return "the code is that of " + name + ", which is not of level 3"
	}
	if code, known := c.levelThree[row.Name]; known {
		return "the list has " + row.Name + " under " + code
	}
	return "no row of " + industryFile + " has this code"
}

// addUpstream links segments; the industries named in ups supply the one they stand under.
func (c *converter) addUpstream() error {
	rows, err := readRows[upstreamRow](c.dir, upstreamFile, &c.rejects)
	if err != nil {
		return err
	}
	done := map[[2]string]bool{}
	for _, r := range rows {
		to, known := c.levelThree[r.row.Industry]
		if !known {
			c.rejects.row(upstreamFile, r.line, r.row.Industry, "unknown industry, %d links: %s", len(r.row.Ups), c.nameHint(r.row.Industry))
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(r.row.Ups)) {
			c.addUpstreamLink(r.line, name, to, r.row.Ups[name], done)
		}
	}
	return nil
}

func (c *converter) addUpstreamLink(line int, name, to string, weight float64, done map[[2]string]bool) {
	from, known := c.levelThree[name]
	link := name + " → " + c.industries[to]
	switch {
	case !known:
		c.rejects.value(upstreamFile, line, link, "unknown industry: %s", c.nameHint(name))
	case weight <= 0:
		c.rejects.value(upstreamFile, line, link, "the weight is %g, expected more than 0", weight)
	case done[[2]string{from, to}]:
		c.rejects.value(upstreamFile, line, link, "given twice")
	default:
		done[[2]string{from, to}] = true
		c.linkWith("UPSTREAM_OF", ref("ChainSegment", "code", from), ref("ChainSegment", "code", to), object{"weight": weight}, dataSource)
	}
}

func (c *converter) nameHint(name string) string {
	if code, known := c.seenAs[name]; known {
		return operatesFile + " uses this name for " + code + " " + c.industries[code]
	}
	return "no level-3 row of " + industryFile + " has this name"
}
