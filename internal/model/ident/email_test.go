package ident_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/model/ident"
)

func TestEmail(t *testing.T) {
	const want = "zhang@example.com"
	runVectors(t, ident.Email, []vector{
		{name: "canonical", in: want, want: want},
		{name: "capitals", in: "Zhang@Example.COM", want: want},
		{name: "full width", in: "ｚｈａｎｇ＠ｅｘａｍｐｌｅ．ｃｏｍ", want: want},
		{name: "link", in: "mailto:zhang@example.com", want: want},
		{name: "marks", in: "zhang.san+c-plan_1@mail.example.edu.cn", want: "zhang.san+c-plan_1@mail.example.edu.cn"},
		{name: "one letter", in: "z@qq.com", want: "z@qq.com"},
		{name: "domain of another script", in: "z@xn--fiq228c.xn--fiqs8s", want: "z@xn--fiq228c.xn--fiqs8s"},
		{name: "no @", in: "zhang.example.com", fault: "no single @"},
		{name: "two @", in: "zhang@san@example.com", fault: "no single @"},
		{name: "no name", in: "@example.com", fault: "before the @"},
		{name: "two dots", in: "zhang..san@example.com", fault: "before the @"},
		{name: "dot at the end", in: "zhang.@example.com", fault: "before the @"},
		{name: "Chinese name", in: "张三@example.com", fault: "before the @"},
		{name: "name too long", in: strings.Repeat("a", 65) + "@example.com", fault: "65 characters stand before the @"},
		{name: "no domain", in: "zhang@", fault: "behind the @"},
		{name: "domain without a dot", in: "zhang@localhost", fault: "behind the @"},
		{name: "domain ends in digits", in: "zhang@127.0.0.1", fault: "behind the @"},
		{name: "domain begins with a stroke", in: "zhang@-example.com", fault: "behind the @"},
		{name: "label too long", in: "z@" + strings.Repeat("a", 64) + ".com", fault: "behind the @"},
	})
}

func TestMaskEmail(t *testing.T) {
	f := lookup(t, ident.Email)
	for in, want := range map[string]string{
		"zhang@example.com": "z***@example.com",
		"zha@example.com":   "z***@example.com",
		"zh@example.com":    "***@example.com",
		"z@example.com":     "***@example.com",
		"no address":        ident.Masked,
	} {
		assert.Equal(t, want, f.Mask(in), in)
	}
	assert.Equal(t, ident.Masked, lookup(t, ident.ORCID).Mask("0000-0002-1825-0097"), "a format without a mask shows nothing")
}
