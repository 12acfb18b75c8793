// Package server is the HTTP edge: routes, GraphQL transports, limits, error
// presentation, health and graceful stop. It imports internal/model/fault, the gqlgen
// runtime with gqlparser, coder/websocket and golang-lru, and knows nothing of
// the graph behind the schema.
package server
