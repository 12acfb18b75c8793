package grants_test

import (
	"fmt"
	"testing"
)

// mostBeside bounds the questions that are asked under two grants at once.
const mostBeside = 40

// everyone is who is not named: the grant that an operator has.
const everyone = "everyone"

// sideBySide asks questions under two grants at the same time: each is answered as it is alone.
func (g *graph) sideBySide(t *testing.T, asked []operation, restrictedAlone []answer) {
	t.Helper()
	step := max(1, len(asked)/mostBeside)
	wholeAlone := map[int]answer{}
	for i := 0; i < len(asked); i += step {
		wholeAlone[i] = g.ask(t, everyone, asked[i])
	}
	t.Run("two grants side by side", func(t *testing.T) {
		for i, alone := range wholeAlone {
			for who, want := range map[string]answer{restricted: restrictedAlone[i], everyone: alone} {
				t.Run(fmt.Sprint(asked[i].field.Name, i, who), func(t *testing.T) {
					t.Parallel()
					same(t, asked[i], want, g.ask(t, who, asked[i]))
				})
			}
		}
	})
}
