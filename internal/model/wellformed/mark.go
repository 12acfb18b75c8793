package wellformed

// ByteOrderMark begins texts in UTF-8 that programs of Windows write, and is no part of them; tables
// are written with it for the sake of these programs. RFC 8259 lets readers of JSON pass over it.
const ByteOrderMark = "\xef\xbb\xbf"
