// Package pinyin makes the keys by which names sort in pinyin order (拼音序), and reads
// names into the syllables by which they are searched. It is pure. It imports go-pinyin,
// textorder and x/text.
package pinyin
