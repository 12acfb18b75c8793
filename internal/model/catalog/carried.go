package catalog

// ServiceRecord is a label of what belongs to the graph beside its entities and
// relationships: an export writes such nodes as they are stored, and an import into an empty
// graph makes them so again.
type ServiceRecord struct {
	Label string
	// Key are the properties, texts, that together tell one node from all others.
	Key []string
	// About are the properties that hold the ids of what it tells of.
	About []string
}

// ServiceRecords are all of them, in the order in which they are made again.
func ServiceRecords() []ServiceRecord {
	id := []string{"id"}
	return []ServiceRecord{
		{Label: FeedLabel, Key: id},
		{Label: StatementLabel, Key: id, About: []string{"of"}},
		{Label: AsideLabel, Key: id, About: []string{"id", AsideInto}},
		{Label: AliasLabel, Key: []string{"of", "key"}, About: []string{"of", "into"}},
		{Label: MergeLabel, Key: id, About: []string{"into", "from"}},
		{Label: DistinctLabel, Key: id, About: []string{"a", "b"}},
		{Label: ChangeLabel, Key: id},
	}
}

// ServiceLinks are the types of relationships, each with a unique id, that an export writes
// in the same way.
func ServiceLinks() []string { return []string{AsideType} }
