// Package insight holds the questions of planners, a package each: a pure method over plain rows,
// and the question that fetches them through the View. No method knows GraphQL, Neo4j or HTTP.
// It imports nothing itself.
//
// May import: access, insight, model, read/view.
package insight
