# Building, splitting, joining and formatting text.
def work(n):
    parts = []
    for i in range(n):
        name = f'item-{i % 100:03d}'
        if name.startswith('item-0') and '5' in name:
            parts.append(name.upper())
        else:
            parts.append(name.replace('-', ' '))
    text = ','.join(parts)
    words = text.split(',')
    total = 0
    for word in words:
        total += len(word.strip()) + ord(word[0])
    return len(text), total, words[-1]


print(work(300_000))
