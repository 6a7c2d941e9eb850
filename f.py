if x:
f'}'
