package dataset

import (
	"fmt"

	"github.com/clustergraph/clustergraph/internal/model/ident"
)

// bodies is the number of organisation codes in the user-defined zone, PDY00001–PDY99999.
const bodies = 99_999

// USCC is the i-th unified social credit code with an organisation code of the
// user-defined zone; the districts beyond the first only make room for more.
func USCC(i int) string {
	body := fmt.Sprintf("PDY%05d", i%bodies+1)
	check, err := ident.OrgCodeCheck(body)
	if err != nil {
		panic(err) // the body is digits behind a constant
	}
	first := fmt.Sprintf("91%06d%s%c", 320582+i/bodies, body, check)
	last, err := ident.USCCCheck(first)
	if err != nil {
		panic(err)
	}
	return first + string(last)
}

// applicationNumber is the i-th Chinese patent application number: year, kind, serial and
// a check character with the weights 2 to 9 and 2 to 5, modulo 11.
func applicationNumber(i int) string {
	body := fmt.Sprintf("%04d1%07d", 2005+i%20, i/20+1)
	sum := 0
	for at, digit := range body {
		sum += int(digit-'0') * (at%8 + 2)
	}
	return body + "." + string("0123456789X"[sum%11])
}
