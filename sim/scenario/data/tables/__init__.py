"""Tables that a scenario names (CSV, XLSX): one reader, which knows where each cell is and what a column may say."""
