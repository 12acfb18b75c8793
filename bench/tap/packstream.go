package tap

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// decoder reads values of PackStream, the encoding of Bolt's messages, as the driver gives
// them to a program: int64, float64, string, []byte, []any, map[string]any. After a failure
// err is set and all values are nil.
type decoder struct {
	rest []byte
	err  error
}

var errShort = errors.New("the message ends within a value")

func (d *decoder) value() any {
	marker := d.byte()
	switch low := int(marker & 0x0f); marker >> 4 {
	case 0x8:
		return d.text(low)
	case 0x9:
		return d.list(low)
	case 0xa:
		return d.dictionary(low)
	case 0xc:
		return d.scalar(marker)
	case 0xd:
		return d.sized(marker)
	case 0xb:
		return d.fail(fmt.Errorf("a structure, such as a date, is not read"))
	}
	if marker < 0x80 || marker >= 0xf0 {
		return int64(int8(marker))
	}
	return d.unknown(marker)
}

// scalar reads what a marker of 0xc0 to 0xcf stands for.
func (d *decoder) scalar(marker byte) any {
	switch marker {
	case 0xc0:
		return nil
	case 0xc1:
		return math.Float64frombits(d.number(8))
	case 0xc2, 0xc3:
		return marker == 0xc3
	case 0xc8:
		return int64(int8(d.number(1)))
	case 0xc9:
		return int64(int16(d.number(2)))
	case 0xca:
		return int64(int32(d.number(4)))
	case 0xcb:
		return int64(d.number(8))
	case 0xcc, 0xcd, 0xce:
		return d.take(d.size(marker - 0xcc))
	}
	return d.unknown(marker)
}

// sized reads texts, lists and maps that tell their size in 1, 2 or 4 bytes.
func (d *decoder) sized(marker byte) any {
	switch {
	case marker <= 0xd2:
		return d.text(d.size(marker - 0xd0))
	case marker >= 0xd4 && marker <= 0xd6:
		return d.list(d.size(marker - 0xd4))
	case marker >= 0xd8 && marker <= 0xda:
		return d.dictionary(d.size(marker - 0xd8))
	}
	return d.unknown(marker)
}

func (d *decoder) size(power byte) int { return int(d.number(1 << power)) }

func (d *decoder) text(size int) any { return string(d.take(size)) }

func (d *decoder) list(size int) any {
	items := []any{}
	for i := 0; i < size && d.err == nil; i++ {
		items = append(items, d.value())
	}
	return items
}

func (d *decoder) dictionary(size int) any {
	entries := map[string]any{}
	for i := 0; i < size && d.err == nil; i++ {
		key, _ := d.value().(string)
		entries[key] = d.value()
	}
	return entries
}

// number reads an integer of so many bytes, the highest first.
func (d *decoder) number(size int) uint64 {
	var wide [8]byte
	copy(wide[8-size:], d.take(size))
	return binary.BigEndian.Uint64(wide[:])
}

func (d *decoder) byte() byte { return byte(d.number(1)) }

func (d *decoder) take(size int) []byte {
	if d.err != nil || size > len(d.rest) {
		d.fail(errShort)
		return nil
	}
	taken := d.rest[:size]
	d.rest = d.rest[size:]
	return taken
}

func (d *decoder) unknown(marker byte) any {
	return d.fail(fmt.Errorf("marker %#x is not known", marker))
}

func (d *decoder) fail(err error) any {
	if d.err == nil {
		d.err = err
	}
	return nil
}
