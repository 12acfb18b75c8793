// Package web embeds the built pages of web/ and serves them. It imports the standard
// library only.
package web
