// Package web embeds the built pages of web/ and serves them. It imports coding.
package web
