package dataset_test

import (
	"crypto/sha256"
	"encoding/json"
	"hash"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/clustergraph/clustergraph/bench/dataset"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/id"
	"github.com/clustergraph/clustergraph/internal/model/ident"
	"github.com/clustergraph/clustergraph/schema"
)

// digest is a sink that tells graphs apart.
type digest struct {
	sum  hash.Hash
	json *json.Encoder
}

func newDigest() digest {
	sum := sha256.New()
	return digest{sum, json.NewEncoder(sum)}
}

func (d digest) Nodes(_ string, properties []any) error { return d.json.Encode(properties) }

func (d digest) Edges(_ dataset.Edges, triples []any) error { return d.json.Encode(triples) }

// survey is a sink that counts and checks instead of writing.
type survey struct {
	t            *testing.T
	cat          *catalog.Catalog
	nodes, edges int
	unique       map[string]map[any]bool
	digest       digest
	companyOf    map[string]bool
	segments     int
}

func newSurvey(t *testing.T) *survey {
	t.Helper()
	cat, err := catalog.Load(schema.Declared())
	require.NoError(t, err)
	return &survey{t: t, cat: cat, digest: newDigest(), unique: map[string]map[any]bool{}, companyOf: map[string]bool{}}
}

func (s *survey) Nodes(label string, properties []any) error {
	if err := s.digest.Nodes(label, properties); err != nil {
		return err
	}
	s.nodes += len(properties)
	if label == "ChainSegment" {
		s.segments += len(properties)
	}
	e := s.cat.Entity(label)
	require.NotNil(s.t, e, label)
	for _, p := range properties {
		s.node(e, p.(map[string]any))
	}
	return nil
}

func (s *survey) node(e *catalog.Entity, p map[string]any) {
	require.True(s.t, id.Valid(p["id"].(string), e.Prefix), "%v", p)
	for _, f := range e.Fields {
		v, given := p[f.Name]
		if f.NonNull {
			require.True(s.t, given, "%s.%s of %v", e.Name, f.Name, p)
		}
		if format, known := ident.Lookup(f.Format); known && given {
			normal, _, err := format.Normalize(v.(string))
			require.NoError(s.t, err, "%s.%s", e.Name, f.Name)
			require.Equal(s.t, normal, v)
		}
		if !f.Unique || !given {
			continue
		}
		key := e.Name + "." + f.Name
		if s.unique[key] == nil {
			s.unique[key] = map[any]bool{}
		}
		require.False(s.t, s.unique[key][v], "%s %v twice", key, v)
		s.unique[key][v] = true
	}
}

func (s *survey) Edges(e dataset.Edges, triples []any) error {
	if err := s.digest.Edges(e, triples); err != nil {
		return err
	}
	s.edges += len(triples)
	declared := false
	for _, known := range s.cat.Edges {
		declared = declared || known.Type == e.Type && known.From.Name == e.From && known.To.Name == e.To
	}
	require.True(s.t, declared, "%v is not in the schema", e)
	if e.Type == "OPERATES_IN" {
		for _, triple := range triples {
			s.companyOf[triple.([]any)[1].(string)] = true
		}
	}
	return nil
}

func TestScaleOneIsWhatTheSchemaDeclares(t *testing.T) {
	s := newSurvey(t)
	require.NoError(t, dataset.Generate(1, s))
	assert.InDelta(t, 100_000, s.nodes, 1_000)
	assert.InDelta(t, 300_000, s.edges, 3_000)
	assert.Equal(t, 9, s.segments-len(s.companyOf), "segments without a company")

	again := newDigest()
	require.NoError(t, dataset.Generate(1, again))
	assert.Equal(t, s.digest.sum.Sum(nil), again.sum.Sum(nil), "two runs make the same graph")
}
