// Package server is the HTTP edge: routes, GraphQL transports, limits, error
// presentation, health and graceful stop. It knows nothing of the graph behind the
// schema. It imports background, coding, fault, grant, introspect, wellformed, the gqlgen run time
// with gqlparser, coder/websocket, golang-lru, klauspost/compress and rs/cors.
package server
