"""What runs after what: load, call a stage, save. The only room that knows the order.

Each function takes a project and returns what happened; nothing is printed here. `listen` is
told of progress. Errors of one language never stop the others: they are collected in the
result, and the faces decide how to show them.
"""
