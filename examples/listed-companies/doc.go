// Command listed-companies turns the public data set ChainKnowledgeGraph (A-share
// companies, Shenwan industries, upstream links) into the files that
// "clustergraph import DIR" reads. It may import internal/ident and nothing else of ours.
package main
