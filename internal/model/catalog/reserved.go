package catalog

import "slices"

// Names of what the service keeps in the graph beside the declared entities.
const (
	// ChangeLabel marks what was written, by whom and when.
	ChangeLabel = "Change"
	// PendingLabel marks in addition a change that has no position yet.
	PendingLabel = "ChangePending"
	// FeedLabel marks the one node that counts the positions.
	FeedLabel = "ClusterGraphFeed"
	// MetaLabel marks the one node that knows the version of the database.
	MetaLabel = "ClusterGraphMeta"
	// ImportLabel marks how far an import is that has not ended.
	ImportLabel = "ClusterGraphImport"
	// JobLabel marks what is known of an import over HTTP.
	JobLabel = "ClusterGraphJob"
	// ErasureLabel marks what became of an erasure, and what is left to do of it.
	ErasureLabel = "ClusterGraphErasure"
	// RequestLabel marks a mutation request with a key, so that it takes effect once.
	RequestLabel = "ClusterGraphRequest"
	// StatementLabel marks a claim: the value of one source, where sources disagree.
	StatementLabel = "Statement"
	// AsideLabel marks a node that was taken out of the public graph, with all of its properties.
	AsideLabel = "Aside"
	// AliasLabel marks an id or key of such a node, which redirects to the node that replaces it.
	AliasLabel = "Alias"
	// MergeLabel marks a merge of one node into another, and what undoes it.
	MergeLabel = "Merge"
	// DistinctLabel marks that two nodes are not the same.
	DistinctLabel = "Distinct"
)

// AsideType is the type of relationships of which an end was taken out of the public graph.
const AsideType = "ASIDE"

// Prefixes of the ids that are no entity's.
const (
	EdgePrefix      = "rel"
	ChangePrefix    = "chg"
	StatementPrefix = "stm"
	MergePrefix     = "mrg"
	DistinctPrefix  = "dst"
)

// Names of the properties every node and relationship may have beside the declared ones.
const (
	// SourceIDs holds the ids of the sources a node or relationship is known from.
	SourceIDs = "sourceIds"
	// EdgeKey holds the values of a relationship's key fields.
	EdgeKey = "key"
	// CreatedIn holds the id of the change that tells of the creation.
	CreatedIn = "createdIn"
	// Version holds how often a node was changed, RecordedAt when that was last.
	Version    = "version"
	RecordedAt = "recordedAt"
	// RecordedBy holds who made the last change.
	RecordedBy = "recordedBy"
	// Confidence holds how far it is believed, 0 to 1.
	Confidence = "confidence"
	// ValidFrom and ValidTo hold the dates between which it holds.
	ValidFrom = "validFrom"
	ValidTo   = "validTo"
	// Contested holds the names of the fields for which sources give different values.
	Contested = "contested"
	// Mentioning holds the names of the fields whose texts mention somebody who was erased: what
	// stands there is not kept once it is corrected.
	Mentioning = "mentioning"
	// AsideAs holds the entity or relationship type that something aside is.
	AsideAs = "asideAs"
	// AsideWhy holds why a node is aside, AsideInto the id of the node that replaces it, if one does.
	AsideWhy  = "asideWhy"
	AsideInto = "asideInto"
	// AsideGone holds that a withheld node was removed before it was withheld.
	AsideGone = "asideGone"
	// AsideSince holds when a node went aside, in milliseconds.
	AsideSince = "asideSince"
)

// reservedProperty tells that no entity and no relationship may declare the name.
func reservedProperty(name string) bool {
	return slices.Contains([]string{SourceIDs, EdgeKey, CreatedIn, RecordedBy, Confidence, ValidFrom, ValidTo, Contested, Mentioning, AsideAs, AsideWhy, AsideInto, AsideGone, AsideSince}, name)
}

// ServiceLabels mark what the service keeps beside the entities of the graph.
func ServiceLabels() []string {
	return []string{
		MetaLabel, ChangeLabel, PendingLabel, FeedLabel, StatementLabel, ImportLabel, JobLabel, ErasureLabel, RequestLabel,
		SearchLabel, SearchStateLabel, AsideLabel, AliasLabel, MergeLabel, DistinctLabel,
	}
}

func reservedLabel(name string) bool { return slices.Contains(ServiceLabels(), name) }

func reservedPrefix(prefix string) bool {
	return slices.Contains([]string{EdgePrefix, ChangePrefix, StatementPrefix, MergePrefix, DistinctPrefix}, prefix)
}
