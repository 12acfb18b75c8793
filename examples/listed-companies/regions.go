package main

import "strings"

type region struct {
	code, name, parent string
	// part of a registered full name that puts a firm here; empty for a region that
	// is only there to hold others.
	part string
}

// regions stand in the order in which they are looked for: the smaller one first.
func regions() []region {
	return []region{
		{"320582", "张家港市", "320500", "张家港"},
		{"320500", "苏州市", "320000", "苏州"},
		{"320000", "江苏省", "", "江苏"},
		{"440300", "深圳市", "440000", "深圳"},
		{"440000", "广东省", "", ""},
	}
}

func (c *converter) addDistricts() {
	for _, r := range regions() {
		c.node("District", object{"code": r.code, "name": r.name}, ruleSource)
	}
	for _, r := range regions() {
		if r.parent != "" {
			c.link("WITHIN", ref("District", "code", r.code), ref("District", "code", r.parent), ruleSource)
		}
	}
}

// regionOf returns the code of the region that a registered name tells, false when it
// tells none: nothing else in the data set says where a firm is.
func regionOf(fullname string) (string, bool) {
	for _, r := range regions() {
		if r.part != "" && strings.Contains(fullname, r.part) {
			return r.code, true
		}
	}
	return "", false
}
