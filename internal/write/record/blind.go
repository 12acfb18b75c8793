package record

// masked are the fields that a row gives and who writes may not see: they count as changed,
// whatever they were, so that no outcome tells what they are.
func (b *nodeBatch) masked(given map[string]any) []string {
	var list []string
	for _, f := range b.entity.Fields {
		if !b.policy.Masks(f) {
			continue
		}
		if _, is := given[f.Name]; is {
			list = append(list, f.Name)
		}
	}
	return list
}
