package ident

import (
	"errors"
	"fmt"
	"strings"
)

// The names of the formats; they are the values a schema gives to @format(as: …).
const (
	USCC     = "USCC"
	ORCID    = "ORCID"
	CNPatent = "CN_PATENT"
	AShare   = "A_SHARE"
	GBT4754  = "GBT4754"
	GBT2260  = "GBT2260"
	// Telephone and Email are how people are reached.
	Telephone = "TELEPHONE"
	Email     = "EMAIL"
)

// Masked stands for a value of which nothing may be seen.
const Masked = "***"

// maxInput bounds what is looked at, in bytes: no identifier comes near it, in
// any writing, and an error never repeats a longer text.
const maxInput = 128

// Format is one kind of identifier with the rules of its standard.
type Format struct {
	// Name is the value of the schema directive, e.g. "USCC".
	Name string
	// Title says in English and Chinese what is identified.
	Title string
	// Standard is where the rules come from.
	Standard string
	// Example is a valid value in canonical form.
	Example string

	normalize func(string) (string, []string, error)
	// mask is nil where a masked value shows nothing.
	mask func(string) string
	// masks tells what mask has made of some value; it is there wherever mask is.
	masks func(string) bool
}

// Lookup returns the format of that name, false when there is none.
func Lookup(name string) (*Format, bool) {
	all := formats()
	for i := range all {
		if all[i].Name == name {
			return &all[i], true
		}
	}
	return nil, false
}

// Names lists the names of all formats, in a fixed order.
func Names() []string {
	all := formats()
	names := make([]string, len(all))
	for i := range all {
		names[i] = all[i].Name
	}
	return names
}

// Normalize returns the canonical form of s, or an error of one sentence that
// says what is wrong and what is expected. A warning tells of something odd in a
// value that is accepted all the same. Nothing is guessed: the letter O stays the letter O.
func (f *Format) Normalize(s string) (value string, warnings []string, err error) {
	if len(s) > maxInput {
		return "", nil, fmt.Errorf("%s: the value is %d bytes long, expected something like %s", f.Name, len(s), f.Example)
	}
	value, warnings, err = f.normalize(s)
	if errors.Is(err, errEmpty) {
		err = fmt.Errorf("the value is empty, expected something like %s", f.Example)
	}
	if err != nil {
		return "", nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	return value, warnings, nil
}

// Mask returns what may be seen of a value in canonical form by those who may not see it:
// enough for somebody who has the value to recognise it, and Masked where it is too short.
func (f *Format) Mask(s string) string {
	if f.mask == nil {
		return Masked
	}
	return f.mask(s)
}

// Masked tells that a text is what Mask makes of some value, however it was written since.
func (f *Format) Masked(s string) bool {
	return IsMasked(s) || f.masks != nil && f.masks(unspaced(s))
}

// IsMasked tells that a text is what stands for a value of which nothing may be seen.
func IsMasked(s string) bool { return unspaced(s) == Masked }

// unspaced is a text without what spreadsheets add to it: spaces, other widths, and the
// apostrophe that keeps it a text.
func unspaced(s string) string { return strings.Trim(fold(s, IsSpace), "'") }

// starred tells that a text has the stars of a mask in it.
func starred(s string) bool { return strings.Contains(s, Masked) }

func formats() []Format {
	return []Format{
		{
			Name: USCC, Title: "unified social credit code 统一社会信用代码", Standard: "GB 32100-2015",
			Example: "91110000600037341L", normalize: normalizeUSCC,
		},
		{
			Name: ORCID, Title: "ORCID iD of a researcher 研究者标识", Standard: "ISO 7064 MOD 11-2",
			Example: "0000-0002-1825-0097", normalize: normalizeORCID,
		},
		{
			Name: CNPatent, Title: "Chinese patent application number 专利申请号", Standard: "ZC 0006-2003",
			Example: "201710601862.3", normalize: normalizePatent,
		},
		{
			Name: AShare, Title: "A-share stock code A股代码", Standard: "Shanghai, Shenzhen and Beijing exchanges",
			Example: "600000", normalize: normalizeAShare,
		},
		{
			Name: GBT4754, Title: "class of the national economy 国民经济行业分类", Standard: "GB/T 4754-2017",
			Example: "C3825", normalize: normalizeIndustry,
		},
		{
			Name: GBT2260, Title: "administrative division 行政区划代码", Standard: "GB/T 2260",
			Example: "320582", normalize: normalizeRegion,
		},
		{
			Name: Telephone, Title: "telephone number 电话号码", Standard: "numbering plan of the mainland; ITU-T E.164 for other countries",
			Example: "13812345678", normalize: normalizeTelephone, mask: maskTelephone, masks: starred,
		},
		{
			Name: Email, Title: "e-mail address 电子邮箱", Standard: "RFC 5321, without quoted names",
			Example: "zhang@example.com", normalize: normalizeEmail, mask: maskEmail, masks: starredName,
		},
	}
}
