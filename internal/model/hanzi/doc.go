// Package hanzi brings the writings of Chinese characters together, for what proposes: search and
// candidates of duplicates. It is pure and imports nothing.
package hanzi
