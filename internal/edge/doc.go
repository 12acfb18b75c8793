// Package edge holds the transports: HTTP, WebSocket and the embedded pages. What answers
// is given to them. It imports nothing itself.
//
// May import: access, edge, model.
package edge
