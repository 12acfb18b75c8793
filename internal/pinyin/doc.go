// Package pinyin makes the keys by which names sort in pinyin order (拼音序). It is
// pure and imports nothing of ours.
package pinyin
