// Package listedcompanies is an example of an import: mapping.yaml says what a public data
// set means, expected.py counts what the graph must hold after it. It has tests only.
package listedcompanies
