package mapping

var conditionKeys = valueKeys.only("column", "entry", "transform").with(keys{
	{"all", described(conditions(), "All of these hold.")},
	{"any", described(conditions(), "One of these holds.")},
	{"not", described(conditions(), "This does not hold.")},
}).with(checkKeys())

// caseKeys are those of a branch of cases:.
var caseKeys = keys{{"when", conditions()}}.with(valueKeys.only("column", "value", "entry", "template")).with(checkKeys())

// requirementKeys are those of an entry of require:.
var requirementKeys = keys{{"reason", text("What the reject file says.")}}.with(conditionKeys)
