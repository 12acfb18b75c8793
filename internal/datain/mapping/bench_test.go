package mapping_test

import "testing"

// One row of a table of firms, as an import of a million of them has.
func BenchmarkInterpret(b *testing.B) {
	m := parse(b, file(`sources: [s1]
nodes: [{entity: Company, as: c, protect: [name], fields: {stockCode: code, name: {column: name, required: true}, shortName: short, listedOn: {column: day, onError: omit}, registeredCapital: {column: capital, transform: {amount: 万元}}}}]
links: [{type: LOCATED_IN, from: c, to: {entity: District, key: code, value: {column: name, cases: [{contains: 张家港, value: "320582"}, {contains: 苏州, value: "320500"}]}}}]`))
	values := map[string]any{"code": "600000.SH", "name": "苏州晶圆股份有限公司", "short": "苏州晶圆", "day": "2021-10-19", "capital": "1,234.5"}
	b.ReportAllocs()
	for b.Loop() {
		if got := m.Files[1].Interpret(values); len(got.Links) != 1 {
			b.Fatal(linesOf(got))
		}
	}
}
