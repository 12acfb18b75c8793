package catalog

// ServiceRecords are the labels of what belongs to the graph beside its entities and
// relationships, each node with a unique id: an export writes them as they are stored, and
// an import into an empty graph makes them so again, in this order.
func ServiceRecords() []string { return []string{FeedLabel, StatementLabel, ChangeLabel} }
