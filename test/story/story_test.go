package story_test

import (
	"maps"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/store/neotest"
	"github.com/clustergraph/clustergraph/test/support"
)

// TestStory plays a year of the promotion centre through GraphQL alone.
func TestStory(t *testing.T) {
	a := support.ServeEmpty(t, neotest.Open(t), app.Options{})
	s := story{}
	for _, c := range theYear() {
		require.True(t, t.Run(c.name, func(t *testing.T) {
			for _, r := range c.requests {
				s.send(t, a, r)
			}
			c.check(t, a, s)
		}), "the story cannot go on")
	}
}

func (c chapter) check(t *testing.T, a *support.API, s story) {
	t.Helper()
	if c.after != nil {
		c.after(t, a, s)
	}
}

// send sends a request and keeps what later ones need.
func (s story) send(t *testing.T, a *support.API, r storyRequest) {
	t.Helper()
	s.keep(t, a, r, a.Data(t, r.text, s.varsOf(r.text)))
}

func (s story) keep(t *testing.T, a *support.API, r storyRequest, answer any) {
	t.Helper()
	for name, path := range r.save {
		s[name] = support.Get(t, answer, path)
	}
	if r.inspect != nil {
		r.inspect(t, a, s, answer)
	}
}

func (s story) vars() vars { return maps.Clone(vars(s)) }

var declaredVariable = regexp.MustCompile(`\$(\w+):`)

// varsOf are the variables that a request declares: others would be refused by strict clients.
func (s story) varsOf(text string) vars {
	v := vars{}
	for _, found := range declaredVariable.FindAllStringSubmatch(text, -1) {
		v[found[1]] = s[found[1]]
	}
	return v
}

// missing are the names of the segments without a company.
func (s story) missing(t *testing.T, a *support.API) []string {
	t.Helper()
	got := a.Data(t, `{ chainSegments(where: {companies: {none: {}}}, orderBy: [{name: ASC}]) { nodes { name } } }`, nil)
	return support.Texts(t, got, "chainSegments.nodes", "name")
}
