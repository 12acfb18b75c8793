// Package web embeds the built pages of web/ and serves them; it imports the standard library only.
package web
