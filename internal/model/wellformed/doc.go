// Package wellformed refuses text that is no Unicode: bytes that are no UTF-8, and escapes of
// JSON that are half a character. The decoders of the standard library put U+FFFD in their
// place, so that what was sent would be lost and nobody told. It imports the standard library only.
package wellformed
