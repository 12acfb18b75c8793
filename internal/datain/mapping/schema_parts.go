package mapping

import "github.com/clustergraph/clustergraph/internal/model/catalog"

func nodeSchema(cat *catalog.Catalog) js {
	out := closed(nodeKeys, js{"entity": oneWord("The entity that the node is.", cat.EntityNames()...)}, "entity", "fields")
	var rules []any
	for _, e := range cat.Entities {
		rules = append(rules, byName("entity", e.Name, js{
			"fields": fieldsSchema(cat, e.Fields),
			"key":    listOf(js{"enum": findable(e)}, "Fields by which the node is found again."),
		}))
	}
	out["allOf"] = rules
	return out
}

func linkSchema(cat *catalog.Catalog) js {
	out := closed(linkKeys, js{"type": oneWord("The relationship type.", cat.EdgeTypes()...)}, "type", "from", "to")
	var rules []any
	done := map[string]bool{}
	for _, e := range cat.Edges {
		if !done[e.Type] {
			done[e.Type] = true
			rules = append(rules, byName("type", e.Type, js{
				"type":       js{"description": ends(cat, e.Type)},
				"properties": fieldsSchema(cat, propertiesOf(e)),
			}))
		}
	}
	out["allOf"] = rules
	return out
}

func endSchema(cat *catalog.Catalog) js {
	lookup := closed(lookupKeys, js{"entity": oneWord("The entity to look for.", cat.EntityNames()...)}, "entity", "key", "value")
	var rules []any
	for _, e := range cat.Entities {
		rules = append(rules, byName("entity", e.Name, js{
			"key": js{"enum": append(findable(e), "id")}, "fields": fieldsSchema(cat, e.Fields),
		}))
	}
	lookup["allOf"] = rules
	return js{"anyOf": []any{text("The as: of a node."), closed(previousKeys, nil, "previous"), lookup}}
}
