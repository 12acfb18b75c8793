package search

import "strings"

// forms is a text in the forms that tests need, made when they need them.
type forms struct {
	text
	folded  *folded
	reading *readings
}

func (v *forms) fold() *folded {
	if v.folded == nil {
		f := fold(v.value)
		v.folded = &f
	}
	return v.folded
}

func (v *forms) pinyin() readings {
	if v.reading == nil {
		r := read(v.value)
		v.reading = &r
	}
	return *v.reading
}

func (v *forms) isName() bool { return v.kind == nameKind || v.kind == aliasKind }

func (v *forms) holds(w word) bool { return v.fold().holds(w.text) }

// answers tells whether a word is found in the text in any way.
func (v *forms) answers(w word) bool {
	switch {
	case v.fold().holds(w.text):
		return true
	case !v.isName():
		return false
	case w.cjk:
		return abbreviated(v.fold().text, w.text)
	}
	return v.pinyin().holds(folded{text: typed(w.text), starts: []int{0}})
}

// soundsLike tells whether a name is read as some Chinese characters are; one alone says too little.
func (v *forms) soundsLike(w word) bool {
	return v.isName() && w.sound.text != "" && v.pinyin().sounds(w.sound)
}

// abbreviated tells whether all characters of short stand in long in this order, as those
// of 南理工 stand in 南京理工大学.
func abbreviated(long, short string) bool {
	for _, r := range short {
		at := strings.IndexRune(long, r)
		if at < 0 {
			return false
		}
		long = long[at+len(string(r)):]
	}
	return true
}
