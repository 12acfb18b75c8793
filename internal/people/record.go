package people

// Record is everything that is held about a person.
type Record struct {
	Person string `json:"person"`
	Type   string `json:"type"`
	// Withheld tells that nobody sees the person in public answers.
	Withheld bool    `json:"withheld"`
	Values   []Value `json:"values"`
	// Sources are those of the person and of the relationships, with their texts.
	Sources       []Source       `json:"sources"`
	Relationships []Relationship `json:"relationships"`
	Statements    []Statement    `json:"statements"`
	Merges        []Merge        `json:"merges"`
	History       []Change       `json:"history"`
}

// Value is the value of one field, in stored form.
type Value struct {
	Field string `json:"field"`
	Value any    `json:"value"`
}

// Source is where something about the person is known from.
type Source struct {
	ID        string  `json:"id" column:"id"`
	Name      string  `json:"name" column:"name"`
	Publisher *string `json:"publisher,omitempty" column:"publisher"`
	Link      *string `json:"link,omitempty" column:"link"`
	Text      *string `json:"text,omitempty" column:"text"`
}

// Relationship leads from the person to something, or from something to the person.
type Relationship struct {
	ID   string `json:"id"`
	Type string `json:"type"`
	// Outward tells that it leads from the person.
	Outward bool    `json:"outward"`
	Other   string  `json:"other"`
	Name    *string `json:"name,omitempty"`
	// OtherType is the entity at the other end.
	OtherType string  `json:"otherType"`
	Values    []Value `json:"values"`
	// Sources are ids.
	Sources []string `json:"sources"`
	// OtherValues are those of what leads to the person, since it is recorded about them.
	OtherValues []Value `json:"otherValues"`
}

// Statement is what sources say of the person or of a relationship, where they disagree.
type Statement struct {
	Of         string   `json:"of"`
	Field      string   `json:"field"`
	Value      any      `json:"value"`
	Confidence *float64 `json:"confidence,omitempty"`
	Displayed  bool     `json:"displayed"`
	Sources    []string `json:"sources"`
	RecordedAt string   `json:"recordedAt"`
	RecordedBy string   `json:"recordedBy"`
}

// Merge is one that the person was a part of.
type Merge struct {
	ID       string  `json:"id"`
	Into     string  `json:"into"`
	From     string  `json:"from"`
	Evidence string  `json:"evidence"`
	At       string  `json:"at"`
	By       string  `json:"by"`
	UndoneAt *string `json:"undoneAt,omitempty"`
	// Values are those that were put aside with it, none once it was undone.
	Values []Value `json:"values"`
}

// Change is what was written about the person or a relationship, also one that is no more.
type Change struct {
	At     string         `json:"at"`
	By     string         `json:"by"`
	Kind   string         `json:"kind"`
	Type   string         `json:"type"`
	Of     string         `json:"of"`
	From   *string        `json:"from,omitempty"`
	To     *string        `json:"to,omitempty"`
	Values []ChangedValue `json:"values"`
}

// ChangedValue is one field of a change.
type ChangedValue struct {
	Field  string `json:"field"`
	Before any    `json:"before"`
	After  any    `json:"after"`
}

func present(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
