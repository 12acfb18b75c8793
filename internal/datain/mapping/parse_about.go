package mapping

import (
	"slices"

	"go.yaml.in/yaml/v3"
)

// sourcesOf reads sources:, citation keys or values that give one; otherwise is what
// holds when it is left out.
func (s scope) sourcesOf(o *object, otherwise []*value) []*value {
	n := o.values["sources"]
	if n == nil {
		return otherwise
	}
	fit := fitStep(s.f.cat, s.f.cat.Entity(sourceEntity).Field(citationKey))
	out := []*value{}
	for _, item := range list(n) {
		if item.Kind == yaml.MappingNode {
			v := s.value(item, "sources")
			v.fit = fit
			out = append(out, v)
			continue
		}
		cite := s.f.text(item, "sources")
		if cite != "" && !slices.Contains(s.f.cited, cite) {
			s.at(item, "no source with the citationKey %q is declared%s; declare it in sources: at the top, with the citationKey alone when the graph has it", cite, nearest(cite, s.f.cited))
		}
		out = append(out, &value{from: constant{cite}})
	}
	return out
}

// aboutOf reads confidence:, validFrom: and validTo:; otherwise is what holds for those
// that are left out. A number or date that stands there alone is a constant.
func (s scope) aboutOf(o *object, otherwise aboutSpec) aboutSpec {
	a := otherwise
	a.confidence = s.aboutValue(o, "confidence", fitUnit, a.confidence)
	a.validFrom = s.aboutValue(o, "validFrom", dateStep(""), a.validFrom)
	a.validTo = s.aboutValue(o, "validTo", dateStep(""), a.validTo)
	return a
}

func (s scope) aboutValue(o *object, key string, fit step, otherwise *value) *value {
	n := o.values[key]
	if n == nil {
		return otherwise
	}
	v := &value{fit: fit}
	if n.Kind == yaml.MappingNode {
		v = s.value(n, key)
		v.fit = fit
	} else {
		v.from = constant{s.f.constant(n, key)}
	}
	v.dated = v.dated || key != "confidence"
	if _, isConstant := v.from.(constant); isConstant {
		if c := v.read(&row{}); c.reason != "" {
			s.at(n, "%s: %s %s; write {column: …} for a column", key, c.text, c.reason)
		}
	}
	return v
}
