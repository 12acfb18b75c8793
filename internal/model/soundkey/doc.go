// Package soundkey folds names for what proposes that two may be the same: by their letters, and
// by how they sound. It is pure and imports canon, hanzi, pinyin and x/text.
package soundkey
