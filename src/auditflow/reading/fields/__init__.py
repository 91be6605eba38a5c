"""The third step: head, sentences and close → fields, each by the file of its noun."""
