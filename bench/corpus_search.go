package main

import (
	"context"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/pinyin"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

const searchNodes = "nodes { __typename id name }"

// A search by hand takes all it shows from the documents and asks the index for what is
// right for its text; the service does not know what the text is.
const searchByHand = "CALL db.index.fulltext.queryNodes('" + catalog.SearchIndex + "', $query"

const searchEnd = " RETURN collect([d.type, d.of, d.values[0]])"

// commonWord is in the names of a sixteenth of the companies, and in few short ones.
const commonWord = "半导体"

func searches() []*question {
	return []*question{
		{
			name:    "search of a name",
			graphql: "query($text: String!) { search(text: $text, first: 10) { " + searchNodes + " } }",
			cypher:  searchByHand + ", {limit: 10}) YIELD node AS d" + searchEnd,
			paths:   true,
		},
		{
			name:    "search in pinyin",
			graphql: "query($text: String!) { search(text: $text, first: 10) { " + searchNodes + " } }",
			cypher:  searchByHand + ", {limit: 1000}) YIELD node AS d WITH d ORDER BY size(d.name), d.of LIMIT 10" + searchEnd,
			paths:   true,
		},
		{
			// The best of a thousand, as the service does: names that begin with the word first.
			name:    "search of a common word",
			graphql: "query($text: String!) { search(text: $text, first: 15) { " + searchNodes + " } }",
			cypher: searchByHand + ", {limit: 1000}) YIELD node AS d, score" +
				" WITH d, score, CASE WHEN d.name STARTS WITH $text THEN 0 WHEN d.name CONTAINS $text THEN 1 ELSE 2 END AS grade" +
				" ORDER BY grade, size(d.name), score DESC, d.of LIMIT 15" + searchEnd,
			paths: true,
		},
	}
}

// searchSamples are texts, and what the index is asked for them by hand.
func searchSamples(ctx context.Context, db *neo.DB) (map[string][]sample, error) {
	rows, err := db.Query(ctx, query.Statement{
		// A search of a name finds those that sound like it, too.
		Text: "MATCH (n:Company) WITH n.name_sound AS sound, collect(n.name) AS names WHERE size(names) = 1 " +
			"RETURN names[0] AS name ORDER BY name SKIP 500 LIMIT 200",
	})
	if err != nil {
		return nil, err
	}
	samples := map[string][]sample{
		"search of a common word": {searchSample(commonWord, `name:"半导体"^8 names:"半导体"^5 prose:"半导体"`)},
	}
	for _, row := range rows.Values {
		name := row[0].(string)
		samples["search of a name"] = append(samples["search of a name"], searchSample(name, `name:"`+name+`"`))
		read := inPinyin(withoutForm(name))
		// Documents hold a name in pinyin as a token behind the mark 0.
		samples["search in pinyin"] = append(samples["search in pinyin"], searchSample(read, "tokens:0"+read+"*"))
	}
	return samples, nil
}

func searchSample(text, lucene string) sample {
	return sample{variables: map[string]any{"text": text}, params: map[string]any{"text": text, "query": lucene}}
}

// withoutForm is a company's name up to what all companies have.
func withoutForm(name string) string {
	for _, form := range []string{"（江苏）", "技术有限公司", "股份有限公司", "有限公司"} {
		name, _, _ = strings.Cut(name, form)
	}
	return name
}

func inPinyin(name string) string {
	var b strings.Builder
	for _, p := range pinyin.Pieces(name) {
		b.WriteString(p.Text)
	}
	return b.String()
}
