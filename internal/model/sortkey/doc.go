// Package sortkey makes what is stored beside a value for pages to be sorted by. It is pure and
// imports catalog, pinyin and textorder.
package sortkey
