package merge

import (
	"context"
	"encoding/base64"
	"fmt"
	"slices"
	"strconv"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/store/query"
	"github.com/clustergraph/clustergraph/internal/write/aside"
	"github.com/clustergraph/clustergraph/internal/write/match"
)

const (
	// maxBlock bounds the entities that one way of looking proposes, maxNames the names by
	// which it is looked.
	maxBlock, maxNames = 200, 6
	// maxShared bounds the relationships of a far end through which others are proposed: what
	// many share tells little, and costs much.
	maxShared = 50
	// telling is the greatest u of a relationship through which others are proposed.
	telling = 0.02
)

// ofOne finds the candidates of one entity: those whose names sound alike, and those that
// share a far end which few share.
func (s search) ofOne(ctx context.Context) (Candidates, error) {
	skip, err := parseCount(s.ask.After)
	if err != nil {
		return Candidates{}, err
	}
	own, err := s.own(ctx)
	if err != nil {
		return Candidates{}, err
	}
	var page Candidates
	var others []string
	for _, block := range s.blocks(own) {
		rows, err := s.run.Query(ctx, block)
		if err != nil {
			return page, err
		}
		page.Truncated = page.Truncated || len(rows.Values) == maxBlock
		for _, row := range rows.Values {
			if other, _ := row[0].(string); other != own.ID && !slices.Contains(others, other) {
				others = append(others, other)
			}
		}
	}
	pairs := make([]pairing, len(others))
	for i, other := range others {
		pairs[i] = pairing{a: own.ID, b: other}
	}
	list, err := s.judge(ctx, pairs)
	if err != nil {
		return page, err
	}
	slices.SortFunc(list, heaviest)
	for i := range list {
		list[i].Cursor = count(i + 1)
	}
	skip = min(skip, len(list))
	rest := list[skip:]
	page.List, page.Before, page.After = rest[:min(s.ask.First, len(rest))], skip > 0, len(rest) > s.ask.First
	if n := len(page.List); n > 0 {
		page.End = page.List[n-1].Cursor
	}
	return page, nil
}

// own reads the entity that is asked for, or what stands for it.
func (s search) own(ctx context.Context) (match.Profile, error) {
	id := s.ask.ID
	profiles, err := Profiles(ctx, s.run, s.ask.Policy, s.entity, []string{id})
	if err == nil && len(profiles) == 0 {
		var leads map[string]aside.Redirect
		if leads, err = aside.Redirects(ctx, s.run, []string{id}); err == nil && leads[id].Into != "" {
			id = leads[id].Into
			profiles, err = Profiles(ctx, s.run, s.ask.Policy, s.entity, []string{id})
		}
	}
	if err != nil {
		return match.Profile{}, err
	}
	own, found := profiles[id]
	if !found {
		return own, &fault.Error{Code: fault.NotFound, Message: fmt.Sprintf("there is no %s with this id; take it from an answer", s.entity.Name), Path: []any{"id"}}
	}
	return own, nil
}

// blocks are the statements that propose others.
func (s search) blocks(own match.Profile) []query.Statement {
	var list []query.Statement
	if name := s.entity.Field("name"); name.Sortable() {
		key := "n." + query.Quote(name.SortProperty())
		for _, sound := range s.sounds(own) {
			list = append(list, query.Statement{
				Text: "MATCH (n:" + query.Quote(s.entity.Name) + ") USING INDEX SEEK n:" + query.Quote(s.entity.Name) + "(" + query.Quote(name.SortProperty()) + ", id) " +
					"WHERE " + key + " STARTS WITH $sound AND n.id IS NOT NULL RETURN n.id ORDER BY " + key + ", n.id LIMIT $limit",
				Params: map[string]any{"sound": sound, "limit": maxBlock},
			})
		}
	}
	for _, r := range s.entity.Relations {
		if r.Match == nil || r.Match.U > telling {
			continue
		}
		list = append(list, query.Statement{
			Text: "MATCH " + hop(r, "n:"+query.Quote(s.entity.Name)+" {id: $id}", "x") + " WITH DISTINCT x LIMIT $ends " +
				"WHERE COUNT { " + hop(r, "", "x") + " } <= $shared " +
				"MATCH " + hop(r, "o:"+query.Quote(s.entity.Name), "x") + " WHERE o.id <> $id RETURN DISTINCT o.id ORDER BY o.id LIMIT $limit",
			Params: map[string]any{"id": own.ID, "ends": maxBlock, "shared": maxShared, "limit": maxBlock},
		})
	}
	return list
}

// sounds are what the names of the entity sound like, each once.
func (s search) sounds(own match.Profile) []string {
	var sounds []string
	for _, f := range s.entity.Fields {
		if f.Name != "name" && (!f.Search || f.Prose || f.Kind != catalog.String) {
			continue
		}
		for _, name := range list(own.Values[f.Name]) {
			if sound := match.Sounds(name); sound != "" && !slices.Contains(sounds, sound) && len(sounds) < maxNames {
				sounds = append(sounds, sound)
			}
		}
	}
	return sounds
}

func list(v any) []string {
	if s, is := v.(string); is {
		return []string{s}
	}
	return texts(v)
}

func count(n int) string { return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "d%d", n)) }

func parseCount(after string) (int, error) {
	if after == "" {
		return 0, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(after)
	n := 0
	if err == nil && len(raw) > 1 && raw[0] == 'd' {
		n, err = strconv.Atoi(string(raw[1:]))
	}
	if err != nil || n < 1 || count(n) != after {
		return 0, wrong("after", "this is no cursor of the duplicates of an entity; pass the endCursor of a page, or leave it out")
	}
	return n, nil
}
