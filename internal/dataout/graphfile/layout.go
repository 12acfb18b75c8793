package graphfile

import "path"

// The folders of an export.
const (
	// NodesDir holds a file an entity, RelationshipsDir one a relationship type.
	NodesDir         = "nodes"
	RelationshipsDir = "relationships"
	// ServiceDir holds the service's own records, a file a label.
	ServiceDir = "service"
)

// Extension is that of all files but the manifest.
const Extension = ".jsonl"

// NodeFile is the file of the nodes of an entity.
func NodeFile(entity string) string { return path.Join(NodesDir, entity+Extension) }

// EdgeFile is the file of the relationships of a type.
func EdgeFile(typ string) string { return path.Join(RelationshipsDir, typ+Extension) }

// RecordFile is the file of the service's own records with a label.
func RecordFile(label string) string { return path.Join(ServiceDir, label+Extension) }
