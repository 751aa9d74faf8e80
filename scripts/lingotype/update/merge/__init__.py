"""The three-way merge of catalogues, message by message."""
