package ident_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/clustergraph/clustergraph/internal/model/ident"
)

// vector is one line of a format's table: either want and warnings, or a part of the error.
type vector struct {
	name, in, want string
	warning        string
	fault          string
}

func runVectors(t *testing.T, format string, vectors []vector) {
	t.Helper()
	f := lookup(t, format)
	for _, v := range vectors {
		t.Run(v.name, func(t *testing.T) {
			got, warnings, err := f.Normalize(v.in)
			if v.fault != "" {
				require.ErrorContains(t, err, v.fault)
				assert.True(t, strings.HasPrefix(err.Error(), format+": "), "the error names the format: %s", err)
				assert.Empty(t, got)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, v.want, got)
			if v.warning == "" {
				assert.Empty(t, warnings)
				return
			}
			require.Len(t, warnings, 1)
			assert.Contains(t, warnings[0], v.warning)
		})
	}
}

// tester is what lookup needs of a test, a benchmark and a property.
type tester interface {
	Errorf(format string, args ...any)
	FailNow()
	Helper()
}

func lookup(t tester, name string) *ident.Format {
	t.Helper()
	f, ok := ident.Lookup(name)
	require.True(t, ok, "format %s", name)
	return f
}

func TestLookup(t *testing.T) {
	names := ident.Names()
	assert.Equal(t, []string{"USCC", "ORCID", "CN_PATENT", "A_SHARE", "GBT4754", "GBT2260", "TELEPHONE", "EMAIL"}, names)
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			f := lookup(t, name)
			assert.Equal(t, name, f.Name)
			assert.NotEmpty(t, f.Title)
			assert.NotEmpty(t, f.Standard)
			got, warnings, err := f.Normalize(f.Example)
			require.NoError(t, err)
			assert.Empty(t, warnings)
			assert.Equal(t, f.Example, got, "the example is canonical")
		})
	}
	_, ok := ident.Lookup("uscc")
	assert.False(t, ok, "names are exact")
}

func TestBadInputOfEveryFormat(t *testing.T) {
	for _, name := range ident.Names() {
		f := lookup(t, name)
		for _, in := range []string{"", "   ", "\u200b\ufeff", strings.Repeat("1", 100_000), "\xff\xfe", "永钢集团", "0", "X", ".", "-"} {
			got, _, err := f.Normalize(in)
			require.Error(t, err, "%s accepts %.20q as %q", name, in, got)
			assert.Less(t, len(err.Error()), 300, "an error does not repeat its input")
		}
		_, _, err := f.Normalize(" ")
		assert.ErrorContains(t, err, "the value is empty, expected something like "+f.Example)
	}
}

func TestStrokesAreHyphens(t *testing.T) {
	for _, stroke := range "-\u00AD\u2010\u2011\u2012\u2013\u2014\u2015\u2212－" {
		for format, parts := range map[string][]string{
			ident.USCC: {"91110000", "600037341", "L"}, ident.ORCID: {"0000", "0002", "1825", "0097"}, ident.CNPatent: {"2017", "1", "0601862.3"},
		} {
			f := lookup(t, format)
			got, _, err := f.Normalize(strings.Join(parts, string(stroke)))
			require.NoError(t, err, "%s with %U", format, stroke)
			assert.Equal(t, f.Example, got)
		}
	}
}

// written draws a text as people write identifiers: pieces of valid ones, other
// widths and cases, strokes, spaces, and plain noise.
func written(t *rapid.T) string {
	pieces := rapid.SliceOfN(rapid.OneOf(
		rapid.SampledFrom([]string{
			"91110000600037341L", "0000-0002-1825-0097", "https://orcid.org/", "201710601862.3", "95115608.X", "ZL", "CN",
			"600000", "SH", ".sz", "C3825", "320582", "９１", "ｌ", " ", "-", "－", "\u200b", "ı", "ſ", "①",
		}),
		rapid.StringMatching(`[0-9A-Za-z.]{0,18}`),
		rapid.StringN(0, 4, -1),
	), 1, 4).Draw(t, "pieces")
	return strings.Join(pieces, "")
}

func TestNormalizeIsIdempotent(t *testing.T) {
	for _, name := range ident.Names() {
		f := lookup(t, name)
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			in := rapid.OneOf(rapid.Custom(written), rapid.Just(f.Example)).Draw(t, "in")
			once, warnings, err := f.Normalize(in)
			if err != nil {
				return
			}
			twice, again, err := f.Normalize(once)
			require.NoError(t, err)
			assert.Equal(t, once, twice)
			assert.Equal(t, warnings, again)
		}))
	}
}

// Writings that differ in width, case, or by spaces have the same value.
func TestNormalizeIgnoresTheWriting(t *testing.T) {
	for _, name := range ident.Names() {
		f := lookup(t, name)
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			var b strings.Builder
			for _, r := range f.Example {
				switch rapid.IntRange(0, 3).Draw(t, "writing") {
				case 0:
					b.WriteRune(r - '!' + '！') // full width
				case 1:
					b.WriteString(strings.ToLower(string(r)))
				case 2:
					b.WriteString(" \u3000" + string(r))
				default:
					b.WriteRune(r)
				}
			}
			got, _, err := f.Normalize(b.String())
			require.NoError(t, err, "%q", b.String())
			assert.Equal(t, f.Example, got)
		}))
	}
}

func BenchmarkNormalize(b *testing.B) {
	for _, name := range ident.Names() {
		f := lookup(b, name)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := f.Normalize(f.Example); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
