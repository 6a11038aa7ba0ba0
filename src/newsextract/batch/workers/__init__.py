"""What works on articles: in this process, in others beside it, or on a cluster; and what comes back."""
