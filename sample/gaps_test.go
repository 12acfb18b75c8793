package sample_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const home = "District code 320582"

// TestGapsOfTheReadme computes each row of the README's table from the files.
func TestGapsOfTheReadme(t *testing.T) {
	d := load(t)
	gaps := map[string][]string{
		"segments without a firm, with firms downstream 缺链": d.names("ChainSegment", func(s *item) bool {
			return !d.hasFirm(s) && d.any(d.out("UPSTREAM_OF", s), d.hasFirm)
		}),
		"segments without a firm, none downstream 链外": d.names("ChainSegment", func(s *item) bool {
			return !d.hasFirm(s) && !d.any(d.out("UPSTREAM_OF", s), d.hasFirm)
		}),
		"segments with a single firm 单点": d.names("ChainSegment", func(s *item) bool {
			return len(d.in("OPERATES_IN", s)) == 1
		}),
		"segments whose firms are all outside Zhangjiagang": d.names("ChainSegment", func(s *item) bool {
			return d.hasFirm(s) && !d.any(d.in("OPERATES_IN", s), d.local)
		}),
		"segments with firms but without talent": d.names("ChainSegment", func(s *item) bool {
			return d.hasFirm(s) && !d.any(d.in("IN_SEGMENT", s), d.hasTeam)
		}),
		// 180 days before 2026-01-01 is 2025-07-05; a month counts when all of it lies before.
		"projects signed but not started after 180 days, on 2026-01-01": d.names("Project", func(p *item) bool {
			signed := p.get("signedOn")
			return p.get("stage") == "SIGNED" && p.get("startedOn") == "" && signed < "2025-07-05" && signed != "2025-07" && signed != "2025"
		}),
		"projects that hang on one key person": d.names("Project", func(p *item) bool {
			return len(d.in("WORKS_ON", p)) == 1 && d.led(p)
		}),
		"projects without a leader": d.names("Project", func(p *item) bool { return !d.led(p) }),
		"people whose chain stops before a project": d.names("Person", func(p *item) bool {
			return len(d.out("WORKS_ON", p)) == 0
		}),
		"people whose chain stops before a company": d.names("Person", func(p *item) bool {
			projects := d.out("WORKS_ON", p)
			return len(projects) > 0 && !d.any(projects, d.run)
		}),
		"people whose chain stops before a segment": d.names("Person", func(p *item) bool {
			projects := d.out("WORKS_ON", p)
			return d.any(projects, d.run) && !d.any(projects, func(p *item) bool { return d.run(p) && len(d.out("IN_SEGMENT", p)) > 0 })
		}),
	}
	told := readmeGaps(t)
	for gap, names := range gaps {
		t.Run(gap, func(t *testing.T) {
			assert.NotEmpty(t, names)
			assert.Equal(t, names, told[gap], "README and files differ")
		})
	}
	assert.Len(t, told, len(gaps), "rows of the README that no test computes")
}

func TestFirmsOfSemiconductorClusterLedByDoctors(t *testing.T) {
	d := load(t)
	inCluster := func(c *item) bool {
		return d.any(d.out("OPERATES_IN", c), func(s *item) bool {
			return d.any(d.out("PART_OF", s), func(chain *item) bool {
				return d.any(d.out("BELONGS_TO", chain), func(k *item) bool { return k.get("name") == "特色半导体" })
			})
		})
	}
	byDoctor := func(p *item) bool {
		for _, l := range d.links {
			if l.typ == "WORKS_ON" && l.to == p && l.fields["role"] == "LEAD" && l.from.get("highestDegree") == "DOCTORATE" {
				return true
			}
		}
		return false
	}
	assert.Len(t, d.names("Company", inCluster), 20)
	assert.Len(t, d.names("Company", func(c *item) bool { return inCluster(c) && d.any(d.out("RUNS", c), byDoctor) }), 16)
}

// readmeGaps returns the names in each row of the table of gaps.
func readmeGaps(t *testing.T) map[string][]string {
	t.Helper()
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	_, section, found := strings.Cut(string(readme), "## Gaps left in on purpose")
	require.True(t, found)
	rows := map[string][]string{}
	for _, m := range regexp.MustCompile(`(?m)^\| (.+?) \| (.+) \|$`).FindAllStringSubmatch(section, -1) {
		if m[1] != "gap" {
			rows[m[1]] = strings.Split(m[2], ", ")
		}
	}
	return rows
}

func (d *data) names(entity string, keep func(*item) bool) (names []string) {
	for _, i := range d.items {
		if i.entity.Name == entity && keep(i) {
			names = append(names, i.get("name"))
		}
	}
	return names
}

// out returns the far ends of the relationships that start at i, each once.
func (d *data) out(typ string, i *item) []*item {
	return d.ends(typ, func(l *link) (near, far *item) { return l.from, l.to }, i)
}

// in returns the far ends of the relationships that end at i, each once.
func (d *data) in(typ string, i *item) []*item {
	return d.ends(typ, func(l *link) (near, far *item) { return l.to, l.from }, i)
}

func (d *data) ends(typ string, sides func(*link) (near, far *item), i *item) (ends []*item) {
	seen := map[*item]bool{}
	for _, l := range d.links {
		near, far := sides(l)
		if l.typ == typ && near == i && !seen[far] {
			seen[far] = true
			ends = append(ends, far)
		}
	}
	return ends
}

func (d *data) any(items []*item, holds func(*item) bool) bool {
	for _, i := range items {
		if holds(i) {
			return true
		}
	}
	return false
}

func (d *data) hasFirm(segment *item) bool { return len(d.in("OPERATES_IN", segment)) > 0 }
func (d *data) hasTeam(project *item) bool { return len(d.in("WORKS_ON", project)) > 0 }
func (d *data) run(project *item) bool     { return len(d.in("RUNS", project)) > 0 }

func (d *data) led(project *item) bool {
	for _, l := range d.links {
		if l.typ == "WORKS_ON" && l.to == project && l.fields["role"] == "LEAD" {
			return true
		}
	}
	return false
}

// local tells whether the firm is in the home district or in a part of it.
func (d *data) local(firm *item) bool {
	at := d.out("LOCATED_IN", firm)
	for len(at) > 0 {
		if at[0] == d.byRef[home] {
			return true
		}
		at = d.out("WITHIN", at[0])
	}
	return false
}
