"""Files of many articles, one per row: CSV, JSON, parquet."""
