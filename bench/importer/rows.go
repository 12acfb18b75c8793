package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"

	"github.com/clustergraph/clustergraph/bench/dataset"
)

// segments is how many chain segments the firms operate in.
const segments = 60

// writeRows writes n firms as CSV, from the first-th on; the same numbers give the same
// bytes. Each operates in one segment and buys from a firm of the same file.
func writeRows(path string, first, n int) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	w := bufio.NewWriterSize(f, 1<<20)
	fmt.Fprintln(w, "uscc,name,founded,capital,description,segment,supplier")
	random := rand.New(rand.NewPCG(1, uint64(first)))
	for i := range n {
		writeRow(w, random, first, i)
	}
	return w.Flush()
}

func writeRow(w io.Writer, random *rand.Rand, first, i int) {
	supplier := first + random.IntN(i+1)
	fmt.Fprintf(w, "%s,张家港第%d制造有限公司,%d-%02d-%02d,%d万,制造第%d种产品,s%d,%s\n",
		dataset.USCC(first+i), first+i, 1990+random.IntN(30), 1+random.IntN(12), 1+random.IntN(28),
		1+random.IntN(9_000), random.IntN(500), random.IntN(segments), dataset.USCC(supplier))
}

const mappingText = `
version: 1
sources: [{citationKey: bench, name: Rows of the bench}]
files:
  - file: "*.csv"
    sources: [bench]
    nodes:
      - entity: Company
        as: firm
        fields:
          uscc: uscc
          name: name
          foundedOn: founded
          registeredCapital: capital
          description: description
    links:
      - type: OPERATES_IN
        from: firm
        to: {entity: ChainSegment, key: code, value: segment}
      - type: SUPPLIES
        from: {entity: Company, key: uscc, value: supplier}
        to: firm
`
