package mapping

import (
	"slices"

	"go.yaml.in/yaml/v3"
)

// fanOf reads forEach:. It says which fan-out a node or link belongs to, rowItself for
// none. A word is the handle of a node with the same entries.
func (f *fileParser) fanOf(o *object) int {
	n := o.values["forEach"]
	if n == nil {
		return rowItself
	}
	if n.Kind == yaml.ScalarNode {
		at, known := f.handles[n.Value]
		if !known || f.spec.nodes[at].fan == rowItself {
			f.at(n, "forEach is %q, expected {column: …}, or the as: of a node above that has forEach:", n.Value)
			return rowItself
		}
		return f.spec.nodes[at].fan
	}
	each := f.object(n, "forEach", eachKeys.names()...)
	if each == nil {
		return rowItself
	}
	f.spec.fanouts = append(f.spec.fanouts, f.fanout(each))
	return len(f.spec.fanouts) - 1
}

func (f *fileParser) fanout(o *object) *fanout {
	s := scope{f: f}
	out := &fanout{title: "entry"}
	if n := o.values["split"]; n != nil {
		out.split = s.separators(n)
		delete(o.values, "split") // it parts into entries here, not into a list
	}
	out.value = s.valueOf(o, "forEach")
	out.value.columns(func(name string) {
		if out.title == "entry" {
			out.title = name
		}
	})
	if n := o.values["kind"]; n != nil {
		out.isMap = f.oneOf(n, "kind", cellWords...) == "map"
	}
	if n := o.values["pair"]; n != nil {
		out.pair, out.isMap = f.text(n, "pair"), true
	}
	if n := o.values["path"]; n != nil {
		out.path = f.text(n, "path")
	}
	if n := o.values["beside"]; n != nil {
		f.beside(n, s, out)
	}
	return out
}

// beside reads the lists that run along: their n-th parts belong to the n-th entry.
func (f *fileParser) beside(n *yaml.Node, s scope, out *fanout) {
	o := f.object(n, "beside")
	if o == nil {
		return
	}
	if out.isMap && out.pair == "" {
		f.at(n, "beside: belongs to a list; a map has no order")
	}
	for _, name := range o.keys {
		if taken := entryPartNames(); slices.Contains(taken, name) {
			f.at(o.keyAt[name], "beside: the name %s is taken; an entry has %v already", name, taken)
		}
		list := besideList{name: name, split: out.split}
		item := o.values[name]
		if item.Kind == yaml.MappingNode {
			each := f.object(item, "beside", valueKeys.names()...)
			if sep := each.values["split"]; sep != nil {
				list.split = s.separators(sep)
				delete(each.values, "split")
			}
			list.value = s.valueOf(each, name)
		} else {
			list.value = s.value(item, name)
		}
		out.beside = append(out.beside, list)
	}
}

func (f *fileParser) scope(fan int) scope {
	if fan == rowItself {
		return scope{f: f, fan: fan}
	}
	return scope{f: f, fan: fan, in: f.spec.fanouts[fan]}
}
